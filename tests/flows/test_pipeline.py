"""The whole way, with a real Prefect server: what comes out, and that order, splits and repeats make no difference."""

import random
import shutil
from pathlib import Path

import pytest
from command_line import NEWSROOM
from piped import run, tables

from tasks.lake.connect import Warehouse, connect

pytestmark = pytest.mark.usefixtures("prefect_server")

# Two stories, each told twice, with words in common; one site often enough for its recurring lines to be known.
PICKED = (
    "dailylantern.example/ferry-runs-aground-wire.txt",
    "dailylantern.example/fog-ferry-horror.txt",
    "dailylantern.example/not-again-ferry-smash.txt",
    "skerrowtoday.example/nine-hurt-pier.txt",
)
COPIED = PICKED[0]
CUT_LINES = 12


def ask(warehouse: Path, query: str) -> list[tuple]:
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        return con.execute(query).fetchall()


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Five texts: four of the sample newsroom, and a copy of one that stops earlier."""
    folder = tmp_path_factory.mktemp("five-texts")
    copy = folder / "shorter.txt"
    copy.write_text("\n".join((NEWSROOM / COPIED).read_text("utf-8").splitlines()[:-CUT_LINES]), "utf-8")
    return [*(NEWSROOM / name for name in PICKED), copy]


@pytest.fixture(scope="module")
def at_once(five: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("at-once") / "warehouse"
    assert run(warehouse, *five).is_completed()
    return warehouse


@pytest.fixture(scope="module")
def wanted(at_once: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return tables(at_once, tmp_path_factory.mktemp("wanted"))


def test_the_five_have_in_common_what_order_could_spoil(wanted: dict[str, list[str]], at_once: Path) -> None:
    filled = ["duplicate_pairs", "quote_alignments", "utterances", "entities", "sources", "removed_text"]
    assert [name for name in filled if not wanted[name]] == []
    told = ask(at_once, "select count(*) from articles group by story_id order by 1")
    assert told == [(2,), (3,)]
    assert ask(at_once, "select count(*) from articles where duplicate_of is not null") == [(1,)]


def test_the_same_input_again_makes_no_snapshot(
    at_once: Path, five: list[Path], wanted: dict[str, list[str]], tmp_path: Path
) -> None:
    newest = "select max(snapshot_id), (select count(*) from runs) from lake.snapshots()"
    before = ask(at_once, newest)
    state = run(at_once, *five)
    assert (state.name, ask(at_once, newest)) == ("NothingNew", before)
    assert "Nothing new" in state.message
    assert tables(at_once, tmp_path / "after") == wanted


@pytest.mark.slow
def test_one_file_a_run_in_any_order_gives_the_same_tables(
    wanted: dict[str, list[str]], five: list[Path], tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    files = list(five)
    random.Random(5).shuffle(files)
    assert files != five
    for path in files:
        assert run(warehouse, path).is_completed()
    got = tables(warehouse, tmp_path / "got")
    assert got.keys() == wanted.keys()
    for name, rows in wanted.items():
        assert got[name] == rows, name
    assert ask(warehouse, "select count(*) from runs") == [(len(files),)]


@pytest.mark.slow
def test_deriving_all_again_changes_nothing_but_the_run(
    at_once: Path, wanted: dict[str, list[str]], tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    shutil.copytree(at_once, warehouse)
    assert run(warehouse, reprocess=True).is_completed()
    assert tables(warehouse, tmp_path / "after") == wanted


def test_an_input_without_any_article_is_a_row_and_no_error(tmp_path: Path) -> None:
    """Zero articles: the run is done and says what it left out."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "only.txt").write_bytes(b"")
    state = run(tmp_path / "warehouse", tmp_path / "in")
    assert (state.is_completed(), state.message.startswith("0 articles, 0 quotes")) == (True, True)
    assert ask(tmp_path / "warehouse", "select stage, reason from rejections") == [("read", "empty")]
