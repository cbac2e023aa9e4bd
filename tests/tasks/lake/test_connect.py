"""Opening a warehouse, and the one line that says why it cannot be opened."""

import os
import shutil
import sqlite3

import pytest

from tasks.lake.connect import Warehouse, connect
from tasks.lake.schema import ensure_schema
from tasks.vocabulary.errors import NewsloomError


def refusal(warehouse, **options):
    with pytest.raises(NewsloomError) as caught:
        connect(warehouse, **options)
    assert "\n" not in caught.value.message
    return caught.value.message


def test_reader_of_nothing_is_told_to_run_first(tmp_path):
    assert "run `newsloom run INPUT...` first" in refusal(Warehouse.at(tmp_path / "none"), read_only=True)
    assert not (tmp_path / "none").exists()


def test_another_sqlite_file_is_no_catalog(tmp_path):
    with sqlite3.connect(tmp_path / "catalog.sqlite") as other:
        other.execute("CREATE TABLE a (x)")
    assert "is not a Newsloom catalog" in refusal(Warehouse.at(tmp_path), read_only=True)


def test_another_file_is_no_catalog(tmp_path):
    (tmp_path / "catalog.sqlite").write_text("hello " * 1000)
    assert "is not a Newsloom catalog" in refusal(Warehouse.at(tmp_path))


def test_file_in_the_way(tmp_path):
    (tmp_path / "warehouse").write_text("")
    assert "cannot write to" in refusal(Warehouse.at(tmp_path / "warehouse"))


def test_newer_format(warehouse, con):
    con.close()
    with sqlite3.connect(warehouse.catalog_file) as catalog:
        catalog.execute("UPDATE ducklake_metadata SET value = '9.0' WHERE key = 'version'")
    assert "written by a newer Newsloom" in refusal(warehouse)


def test_unknown_snapshot(warehouse, con):
    assert "has no snapshot 99" in refusal(warehouse, snapshot=99)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_read_only_folder(warehouse, con):
    con.close()
    warehouse.root.chmod(0o500)
    try:
        assert "cannot" in refusal(warehouse)
    finally:
        warehouse.root.chmod(0o700)


def test_moved_warehouse_opens(warehouse, con, run, tmp_path):
    run("r_1", ["orchard"])
    con.close()
    shutil.move(warehouse.root, tmp_path / "moved")
    with connect(Warehouse.at(tmp_path / "moved"), read_only=True) as moved:
        assert moved.execute("SELECT length(text) > 0 FROM articles").fetchall() == [(True,)]


def test_relative_path_is_made_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Warehouse.at("warehouse").root == tmp_path / "warehouse"


def test_times_are_utc_and_home_is_left_alone(con, monkeypatch, tmp_path):
    assert con.execute("SELECT current_setting('TimeZone')").fetchall() == [("UTC",)]
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    connect(Warehouse.at(tmp_path / "other")).close()
    assert not (tmp_path / "home").exists()


def test_schema_is_made_once(con):
    assert ensure_schema(con) is False


def test_writer_that_dies_frees_the_lock_and_a_living_one_is_named(warehouse):
    import subprocess
    import sys

    program = (
        "import sys, time\nfrom tasks.lake.connect import Warehouse\nfrom tasks.lake.lock import writer_lock\n"
        "with writer_lock(Warehouse.at(sys.argv[1]), 'run r_7'):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    from tasks.lake.lock import writer_lock

    with subprocess.Popen(
        [sys.executable, "-c", program, str(warehouse.root)], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(NewsloomError, match=rf"being written by process {other.pid} .*run r_7"),
            writer_lock(warehouse, "test", wait_seconds=0.1),
        ):
            pass
        other.kill()
    with writer_lock(warehouse, "test", wait_seconds=5):
        pass
