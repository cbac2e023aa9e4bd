"""Maintenance changes files, never rows; damage to a file is found."""

import shutil
from pathlib import Path

import pytest
from invented_newsroom import ALL
from test_publish import contents

from tasks.lake.checksums import find_damage, record_checksums
from tasks.lake.connect import Warehouse, connect
from tasks.lake.history import diff, snapshots
from tasks.lake.maintain import maintain
from tasks.lake.schema import ensure_schema


@pytest.fixture
def grown(con, run):
    """A warehouse of four runs."""
    for number, name in enumerate(ALL, start=1):
        run(f"r_{number}", [name], in_lake=ALL[:number])
    return con


def test_maintenance_keeps_every_row_and_every_difference(grown, warehouse, run):
    rows, last = contents(grown), snapshots(grown)[-1].snapshot_id
    changes = diff(grown, last - 2, last)
    done = maintain(warehouse)
    assert done.n_files_after < done.n_files_before
    assert (done.n_snapshots_expired, done.n_files_deleted) == (0, 0)
    with connect(warehouse, read_only=True) as reader:
        assert contents(reader) == rows
        assert diff(reader, last - 2, last) == changes
    assert find_damage(grown, warehouse) == []
    assert run("r_9", ALL) is None  # and the next run finds all as it was


def test_expired_snapshots_are_gone_and_the_current_one_stays(grown, warehouse):
    rows, count = contents(grown), len(snapshots(grown))
    done = maintain(warehouse, keep_days=0)
    assert done.n_snapshots_expired >= count
    assert len(snapshots(grown)) == 1
    with connect(warehouse, read_only=True) as reader:
        assert contents(reader) == rows


def data_file(warehouse: Warehouse, table: str) -> Path:
    return next((Path(warehouse.data) / "main" / table).glob("*.parquet"))


def test_flipped_byte_is_found(con, run, warehouse):
    run("r_1")
    assert record_checksums(con, warehouse) > 10
    assert record_checksums(con, warehouse) == 0
    assert find_damage(con, warehouse) == []
    file = data_file(warehouse, "articles")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    (damage,) = find_damage(con, warehouse)
    assert (damage.path, damage.fault) == (f"main/articles/{file.name}", "has other bytes than were written")


def test_missing_and_shortened_files_are_found(con, run, warehouse):
    run("r_1")
    data_file(warehouse, "quotes").unlink()
    short = data_file(warehouse, "articles")
    short.write_bytes(short.read_bytes()[:-10])
    assert {damage.fault.partition(" bytes")[0] for damage in find_damage(con, warehouse)} == {
        "is missing",
        f"has {short.stat().st_size}",
    }


def test_catalog_of_a_moved_warehouse_learns_where_it_is(con, run, warehouse, tmp_path):
    run("r_1", ["orchard"])
    con.close()
    moved = Warehouse.at(tmp_path / "moved")
    shutil.move(warehouse.root, moved.root)
    with connect(moved) as writer:
        ensure_schema(writer)
        stored = writer.execute("SELECT value FROM lake.options() WHERE option_name = 'data_path'").fetchall()
    assert stored == [(f"{moved.data}/",)]
