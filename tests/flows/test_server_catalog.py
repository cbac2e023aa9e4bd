"""A catalog on PostgreSQL and data on S3: the same tables as in a folder, from many machines, through faults."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import REPOSITORY, newsloom_here
from growing import (
    BUCKET,
    PASSWORD,
    S3_KEY,
    S3_SECRET,
    Postgres,
    Store,
    postgres,
    store,
    until,
    without_settings,
)
from piped import run, tables

from tasks.lake.connect import Warehouse, connect
from tasks.lake.lock import writer_lock
from tasks.lake.maintain import maintain
from tasks.lake.postgres import ServerLock, take_password
from tasks.vocabulary.errors import NewsloomError

if TYPE_CHECKING:
    from conftest import Small

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as started:
        yield started


@pytest.fixture(scope="module")
def shop() -> Iterator[Store]:
    with store() as opened:
        yield opened


@pytest.fixture(scope="module")
def secrets(small: "Small", shop: Store) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        without_settings(patch)
        patch.setenv("PGPASSWORD", PASSWORD)
        patch.setenv("AWS_ACCESS_KEY_ID", S3_KEY)
        patch.setenv("AWS_SECRET_ACCESS_KEY", S3_SECRET)
        patch.setenv("NEWSLOOM_S3_ENDPOINT", shop.address)
        yield


@pytest.fixture(scope="module")
def machines(server: Postgres, secrets: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which machines have their own folders; all share one catalog and one bucket."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSLOOM_CATALOG", server.catalog("lake"))
        patch.setenv("NEWSLOOM_DATA", f"s3://{BUCKET}/lake")
        yield tmp_path_factory.mktemp("machines")


@pytest.fixture(scope="module")
def grown(machines: Path, small: "Small") -> Path:
    """A warehouse on servers that two machines have written at once, while a third was reading."""
    command = [sys.executable, "-m", "flows.cli", "run", small.inputs[0], "--warehouse", machines / "first"]
    first = subprocess.Popen(
        [*command, "--workers", "0", "--attribution", "rules"],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        until(
            lambda: list((machines / "first" / "staging").glob("r_*/documents")) or first.poll() is not None
        )
        with reading(machines / "reader") as seen:
            assert run(machines / "second", *small.inputs, attribution="rules").is_completed()
        (machines / "first.log").write_text(first.communicate()[0])
        assert first.returncode == 0, (machines / "first.log").read_text()
    finally:
        first.kill()
        first.wait()
    assert seen <= {(0, 0), (2, 2), (3, 3)}
    assert (3, 3) in seen
    return machines / "second"


class reading:  # noqa: N801 - read as a word
    """Read in a thread, again and again, how many documents and articles one snapshot has."""

    def __init__(self, folder: Path) -> None:
        self._warehouse, self._stop, self._seen = Warehouse.at(folder), threading.Event(), set()
        self._faults: list[Exception] = []
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> set[tuple[int, int]]:
        self._thread.start()
        return self._seen

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._look()
        assert self._faults == []

    def _read(self) -> None:
        while not self._stop.wait(0.3):
            try:
                self._look()
            except Exception as error:  # noqa: BLE001 - told at the end
                self._faults.append(error)
                return

    def _look(self) -> None:
        with connect(self._warehouse, read_only=True, threads=1) as con:
            query = (
                "select (select count(document_id) from documents), (select count(article_id) from articles)"
            )
            if con.execute("select 1 from duckdb_tables() where table_name = 'articles'").fetchone():
                self._seen.add(con.execute(query).fetchone())


def test_two_runs_at_once_make_what_one_makes_in_a_folder(
    grown: Path, small: "Small", tmp_path: Path
) -> None:
    assert tables(grown, tmp_path) == small.tables


def test_the_same_again_from_another_machine_makes_no_snapshot(
    grown: Path, small: "Small", machines: Path
) -> None:
    before = newsloom_here("snapshots", "--warehouse", grown)
    assert len(before.stdout.splitlines()) == 4  # empty, tables and views, two runs
    assert run(machines / "third", *small.inputs, attribution="rules").name == "NothingNew"
    assert newsloom_here("snapshots", "--warehouse", grown).stdout == before.stdout


def test_the_commands_work_on_servers(grown: Path) -> None:
    asked = newsloom_here("sql", "select count(*) as n from quotes", "--format", "csv", "--warehouse", grown)
    assert (asked.returncode, asked.stdout.split()[0]) == (0, "n")
    for command in (["check", "--deep"], ["doctor"]):
        done = newsloom_here(*command, "--warehouse", grown)
        assert done.returncode == 0, done.stderr
        assert "as it was written" not in done.stdout  # the store's to say
    refused = newsloom_here("sql", f"from read_blob('s3://{BUCKET}/**')", "--warehouse", grown)
    assert refused.returncode == 1
    assert "may not be called" in refused.stderr


@pytest.fixture
def another_lake(server: Postgres, secrets: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLOOM_CATALOG", server.catalog("restarted"))
    monkeypatch.setenv("NEWSLOOM_DATA", f"s3://{BUCKET}/restarted")


@pytest.mark.slow
@pytest.mark.usefixtures("another_lake")
def test_a_restart_of_postgres_and_a_busy_store_cost_nothing_but_time(
    server: Postgres, shop: Store, small: "Small", tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"

    def trouble() -> None:
        until(lambda: list(warehouse.glob("staging/r_*/articles/*.parquet")))
        server.stop()
        shop.faults += [503, 500] * 3
        shop.n_faults = 0
        server.start()

    thread = threading.Thread(target=trouble)
    thread.start()
    state = run(warehouse, *small.inputs, attribution="rules")
    thread.join()
    assert state.is_completed(), state.message
    assert shop.n_faults == 6
    assert tables(warehouse, tmp_path / "export") == small.tables


@pytest.mark.slow
def test_a_store_that_stays_away_publishes_nothing_and_the_next_run_reads_ones_own_word(
    shop: Store, grown: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tasks.lake.object_store.RETRIES", 0)
    text = tmp_path / "late.txt"
    text.write_text(
        "\n\n".join(["The harbour stayed shut on Friday, the port said in a short statement."] * 3)
    )
    before = newsloom_here("snapshots", "--warehouse", grown).stdout
    shop.faults += [503] * 1000
    try:
        state = run(grown, text, attribution="rules")
    finally:
        shop.faults.clear()
    assert state.is_failed()
    assert newsloom_here("snapshots", "--warehouse", grown).stdout == before
    own_word = tmp_path / "mine.csv"
    own_word.write_text("action,name,to,kind,where\nmerge,Ingrid Halloran,Ingrid Solveig Halloran,PERSON,\n")
    monkeypatch.setenv("NEWSLOOM_ENTITIES", str(own_word))
    assert run(grown, text, attribution="rules").is_completed()
    named = newsloom_here("sql", "select name from entities", "--format", "csv", "--warehouse", grown).stdout
    assert "Ingrid Solveig Halloran" in named.splitlines()


@pytest.mark.slow
def test_maintenance_keeps_every_row_and_deletes_nothing_young(
    grown: Path, shop: Store, tmp_path: Path
) -> None:
    before, objects = tables(grown, tmp_path / "before"), shop.objects().keys()
    done = maintain(Warehouse.at(grown), keep_days=0)
    assert done.n_files_after < done.n_files_before
    assert (done.n_snapshots_expired > 0, done.n_files_deleted) == (True, 0)
    assert tables(grown, tmp_path / "after") == before
    assert objects <= shop.objects().keys()


def test_a_writer_waits_for_another_machine_and_is_told_which(machines: Path, grown: Path) -> None:
    with (
        writer_lock(Warehouse.at(machines / "one"), "run r_7"),
        pytest.raises(
            NewsloomError, match=r"being written by newsloom run r_7 on .*: wait for it, or stop it"
        ),
        writer_lock(Warehouse.at(machines / "two"), "run r_8", wait_seconds=0.1),
    ):
        pass
    with writer_lock(Warehouse.at(machines / "two"), "run r_8", wait_seconds=0.1):
        pass


def test_a_lost_lock_is_taken_again_unless_another_has_written(
    server: Postgres, machines: Path, grown: Path
) -> None:
    warehouse = Warehouse.at(machines / "one")
    with writer_lock(warehouse, "run r_7") as hold:
        with connect(warehouse) as con:
            hold.begin(con)
        server.stop("immediate")
        server.start()
        hold.renew()
        with connect(warehouse) as con:
            hold.refuse_strangers(con, "r_7")
            con.execute("create table stranger as select 1 as one")
            with pytest.raises(NewsloomError, match=r"another writer has made snapshot .* run again"):
                hold.refuse_strangers(con, "r_7")
            con.execute("drop table stranger")
        with pytest.raises(NewsloomError, match="being written by"):
            ServerLock(warehouse.catalog, "run r_8").take(0.1)


def test_a_wrong_password_or_address_is_one_line(
    server: Postgres, machines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "wrong")
    told = newsloom_here("sql", "select 1", "--warehouse", machines / "one").stderr
    assert "refused: mend --catalog, or PGPASSWORD" in told
    monkeypatch.setenv("NEWSLOOM_CATALOG", f"postgresql://loom:{PASSWORD}@127.0.0.1:1/lake")
    told = newsloom_here("sql", "select 1", "--warehouse", machines / "one").stderr
    assert "does not answer: start it, or mend --catalog" in told
    assert PASSWORD not in told
    monkeypatch.setenv("NEWSLOOM_CATALOG", "mysql:lake")
    told = newsloom_here("sql", "select 1", "--warehouse", machines / "one").stderr
    assert "write sqlite:FILE or postgres:" in told


def test_an_empty_database_says_to_run_first(
    server: Postgres, secrets: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSLOOM_CATALOG", server.catalog("empty"))
    monkeypatch.setenv("NEWSLOOM_DATA", f"s3://{BUCKET}/empty")
    told = newsloom_here("sql", "select 1", "--warehouse", server.folder / "none").stderr
    assert "there is no warehouse in postgres:dbname=empty" in told
    assert "run `newsloom run INPUT...` first" in told


@pytest.mark.parametrize(
    ("given", "kept", "password"),
    [
        ("postgres:dbname=lake host=db password=a", "dbname=lake host=db", "a"),
        ("postgres:dbname='my lake' password = 'it\\'s'", "dbname='my lake'", "it's"),
        (
            "postgresql://loom:p%40ss@db:5433/lake?sslmode=require",
            "host=db port=5433 user=loom dbname=lake sslmode=require",
            "p@ss",
        ),
        ("postgres:postgresql://loom@db/lake", "host=db user=loom dbname=lake", None),
    ],
)
def test_a_password_is_taken_out_of_the_catalog(
    given: str, kept: str, password: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    assert take_password(given) == kept
    assert os.environ.get("PGPASSWORD") == password


def test_secrets_are_nowhere(
    grown: Path, machines: Path, server: Postgres, shop: Store, prefect_server: str
) -> None:
    import httpx

    told = newsloom_here("doctor", "--warehouse", grown)
    places = {"doctor": told.stdout + told.stderr, "catalog": server.dump()}
    for kind in ("logs", "artifacts", "flow_runs", "task_runs"):
        places[kind] = httpx.post(f"{prefect_server}/{kind}/filter", json={"limit": 200}).text
    places |= {
        str(path): path.read_bytes().decode("latin-1") for path in machines.rglob("*") if path.is_file()
    }
    places |= {key: content.decode("latin-1") for key, content in shop.objects().items()}
    assert len(places) > 20
    for place, content in places.items():
        for secret in (PASSWORD, S3_SECRET, S3_KEY):
            assert secret not in content, place
