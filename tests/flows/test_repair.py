"""Damaged data files: named, with what they held, and derived again from raw bytes; lost raw bytes are told."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import newsloom_here
from piped import run, tables
from prefect.client.schemas.objects import State
from pydantic import ValidationError

from flows.parameters import MaintenanceParameters, ReprocessParameters, RunParameters
from tasks.lake import kept
from tasks.lake.checksums import record_checksums
from tasks.lake.connect import Warehouse, connect
from tasks.lake.transaction import transaction

if TYPE_CHECKING:
    from conftest import Small

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

Copy = Callable[[], Path]


def file_of(warehouse: Path, table: str) -> Path:
    """The largest data file of a table."""
    files = (warehouse / "data" / "main" / table).glob("*.parquet")
    return max(files, key=lambda path: path.stat().st_size)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(4, 44):
        content[place] ^= 0xFF
    file.write_bytes(content)


def shorten(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-60])


def again(warehouse: Path, **options: object) -> State:
    from flows.reprocess import reprocess

    given = ReprocessParameters(warehouse=str(warehouse), workers=0, attribution="rules", **options)
    return reprocess(given, return_state=True)


def check(warehouse: Path) -> tuple[int, str]:
    done = newsloom_here("check", "--deep", "--warehouse", warehouse)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_files_of_articles_are_named_and_derived_again(small: "Small", copied: Copy, tmp_path: Path) -> None:
    warehouse = copied()
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        (first, *_) = con.execute("select min(article_id) from articles").fetchone()
    damage = {
        "quotes": flip,
        "articles": shorten,
        "mentions": Path.unlink,
        "outlet_lines": Path.unlink,
        "fingerprints": shorten,
        "quote_alignments": Path.unlink,
        "quote_fingerprints": Path.unlink,
    }
    faults = {
        flip: "has other bytes than were written",
        Path.unlink: "is missing",
        shorten: "bytes instead of",
    }
    damaged = {table: file_of(warehouse, table) for table in damage}
    for table, how in damage.items():
        how(damaged[table])
    status, told = check(warehouse)
    assert status == 1
    for table, file in damaged.items():
        (line,) = [line for line in told.splitlines() if file.name in line]
        assert (f"table {table}" in line, faults[damage[table]] in line) == (True, True), line
    (line,) = [line for line in told.splitlines() if damaged["articles"].name in line]
    assert "articles a_" in line
    assert first in told
    assert "newsloom run --repair" in told
    state = again(warehouse, damaged=True)
    assert state.is_completed(), state.message
    assert state.message.startswith(f"{len(damage)} damaged files set aside, ")
    assert tables(warehouse, tmp_path / "export") == small.tables
    assert check(warehouse)[0] == 0
    state = again(warehouse, damaged=True)
    assert state.message == "No data file is damaged; no row was changed."


def test_files_of_the_corpus_are_derived_again(small: "Small", copied: Copy, tmp_path: Path) -> None:
    warehouse = copied()
    for table in ("entities", "utterances", "stories", "sources", "relations", "columns", "runs"):
        for file in (warehouse / "data" / "main" / table).glob("*.parquet"):
            file.unlink()
    assert "table stories" in check(warehouse)[1]
    state = again(warehouse, damaged=True)
    assert state.is_completed(), state.message
    assert tables(warehouse, tmp_path / "export") == small.tables
    assert check(warehouse)[0] == 0


def test_kept_rows_of_views_are_made_anew(
    small: "Small", copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = copied()
    with connect(Warehouse.at(warehouse)) as con:
        with transaction(con):
            kept.keep(con)
        record_checksums(con, Warehouse.at(warehouse))
    damaged = [file_of(warehouse, table) for table in ("quotes", "kept_quote_summary")]
    for file in damaged:
        file.unlink()
    told = check(warehouse)[1]
    assert [file.name in told for file in damaged] == [True, True]
    monkeypatch.setattr(kept, "KEEP_FROM", 1)
    state = again(warehouse, damaged=True)
    assert state.is_completed(), state.message
    assert tables(warehouse, tmp_path / "export") == small.tables
    assert check(warehouse)[0] == 0
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        assert kept.are_kept(con)


def test_lost_raw_bytes_are_told_and_come_back_with_the_originals(
    small: "Small", copied: Copy, tmp_path: Path
) -> None:
    warehouse = copied()
    shorten(file_of(warehouse, "documents"))
    status, told = check(warehouse)
    assert (status, "Raw bytes are damaged" in told) == (1, True)
    state = again(warehouse, damaged=True)
    assert state.is_failed()
    assert "the raw bytes of 2 documents are lost: d_" in str(state.message)
    assert "give their originals to `newsloom run`" in str(state.message)
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        assert con.execute("select count(distinct text) from articles").fetchone() == (3,)
    assert run(warehouse, *small.inputs, attribution="rules").is_completed()
    assert tables(warehouse, tmp_path / "export") == small.tables
    assert check(warehouse)[0] == 0


def test_raw_bytes_that_can_still_be_read_are_kept(small: "Small", copied: Copy, tmp_path: Path) -> None:
    """A flipped byte that no document stands in costs none."""
    import pyarrow.parquet as pq

    warehouse = copied()
    file = file_of(warehouse, "documents")
    footer = file.read_bytes()
    place = footer.rindex(b"DuckDB")  # the name of what wrote it: no row is touched
    file.write_bytes(footer[:place] + b"duckDB" + footer[place + 6 :])
    assert pq.read_metadata(file).num_rows == 2
    assert check(warehouse)[0] == 1
    state = again(warehouse, damaged=True)
    assert state.is_completed(), state.message
    assert tables(warehouse, tmp_path / "export") == small.tables
    assert check(warehouse)[0] == 0


def test_each_stage_derives_again_what_follows_it_and_nothing_else(
    small: "Small", copied: Copy, tmp_path: Path
) -> None:
    warehouse = copied()
    with connect(Warehouse.at(warehouse)) as con:
        con.execute("update quotes set cue = 'shouted', speaker_name = 'Nobody'")
        con.execute("delete from mentions where label = 'PERSON'")
        con.execute("update removed_text set reason = 'changed by hand'")
    assert again(warehouse, stage="enrich").is_completed()
    found = tables(warehouse, tmp_path / "enriched")
    differing = [name for name in found if found[name] != small.tables[name]]
    assert differing == ["removed_text"]  # cleaning is not done again
    assert again(warehouse, stage="clean").is_completed()
    assert tables(warehouse, tmp_path / "cleaned") == small.tables


def test_maintenance_joins_no_damaged_file(copied: Copy) -> None:
    """Joined, its bytes would stand in a new file with a checksum that fits."""
    from flows.maintenance import maintenance

    warehouse = copied()
    file = file_of(warehouse, "quotes")
    flip(file)
    before = sorted((warehouse / "data").rglob("*.parquet"))
    given = MaintenanceParameters(warehouse=str(warehouse))
    state = maintenance(given, return_state=True)
    assert state.is_failed()
    assert f"{file.name} has other bytes than were written (table quotes, articles a_" in str(state.message)
    assert sorted((warehouse / "data").rglob("*.parquet")) == before
    shutil.rmtree(warehouse)


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (
            ReprocessParameters,
            {"damaged": True, "source": "Daily Lantern"},
            "damaged files are repaired whole",
        ),
        (ReprocessParameters, {"damaged": True, "stage": "enrich"}, "damaged files are repaired whole"),
        (ReprocessParameters, {"stage": "resolve"}, "'clean' or 'enrich'"),
        (ReprocessParameters, {"workers": 65}, "less than or equal to 64"),
        (RunParameters, {"inputs": ["x"], "stage": "enrich"}, "new inputs have no articles yet"),
    ],
)
def test_what_makes_no_sense_is_refused(
    kind: type[ReprocessParameters], given: dict[str, object], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        kind.model_validate(given)
