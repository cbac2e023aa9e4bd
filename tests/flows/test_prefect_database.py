"""Room in Prefect's own database is given back where it is worth it, and a database that is busy or elsewhere is left."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows import prefect_database
from flows.prefect_database import vacuum


def database(file: Path, *, n_deleted: int) -> Path:
    """A thousand rows of a kilobyte, of which the first are deleted."""
    with closing(sqlite3.connect(file)) as made, made:
        made.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, payload BLOB)")
        made.executemany(
            "INSERT INTO events VALUES (?, ?)", [(number, bytes(1000)) for number in range(1000)]
        )
        made.execute("DELETE FROM events WHERE id < ?", [n_deleted])
    return file


def test_free_pages_are_given_back(tmp_path: Path) -> None:
    file = database(tmp_path / "prefect.db", n_deleted=900)
    assert vacuum(file) == "1.0 MB became 0.1 MB"
    with closing(sqlite3.connect(file)) as found:
        assert found.execute("SELECT count(*), min(id) FROM events").fetchone() == (100, 900)


def test_little_room_is_left_as_it_is(tmp_path: Path) -> None:
    file = database(tmp_path / "prefect.db", n_deleted=50)
    assert vacuum(file).endswith("of it free: left as it is")


def test_a_server_that_writes_is_not_disturbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefect_database, "BUSY_S", 0.1)
    file = database(tmp_path / "prefect.db", n_deleted=900)
    with closing(sqlite3.connect(file)) as server:
        server.execute("BEGIN EXCLUSIVE")
        assert vacuum(file) == "could not be vacuumed this time: database is locked"


@pytest.mark.parametrize("file", [None, Path("none.db")])
def test_a_database_that_is_elsewhere_is_let_alone(file: Path | None) -> None:
    assert vacuum(file) == "not a file of this machine: nothing to do"
