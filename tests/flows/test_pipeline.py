"""The whole way, with a real Prefect server: what comes out, and that order, splits and repeats make no difference."""

import random
from pathlib import Path

import duckdb
import pytest

from flows.parameters import RunParameters

pytestmark = pytest.mark.usefixtures("prefect_server")

PICKED = 8  # files of the sample newsroom for the tests of order: every one is run many times
TIMES = {"run_id", "snapshot_id", "started_at", "finished_at", "flow_run_id", "fetched_at", "origin"}
OF_RUNS = {"runs", "run_summary"}


def run(warehouse: Path, *inputs: Path, **options: object):
    from flows.pipeline import pipeline

    parameters = RunParameters(
        inputs=[str(path) for path in inputs], warehouse=str(warehouse), workers=0, **options
    )
    return pipeline(parameters, return_state=True)


def tables(warehouse: Path, folder: Path) -> dict[str, list[tuple]]:
    """Everything in the current snapshot but run ids and times, as sorted rows."""
    from tasks.lake.connect import Warehouse
    from tasks.lake.export import export

    export(Warehouse.at(warehouse), folder)
    out = {}
    for path in sorted(folder.glob("*.parquet")):
        if path.stem in OF_RUNS:
            continue
        relation = duckdb.read_parquet(str(path))
        columns = [f'"{name}"' for name in relation.columns if name not in TIMES]
        rows = duckdb.sql(f"select {', '.join(columns)} from relation").fetchall() if columns else []
        out[path.stem] = sorted(map(repr, rows))
    return out


@pytest.fixture(scope="module")
def picked(repository: Path) -> list[Path]:
    files = sorted(
        path for path in (repository / "seeds" / "newsroom").rglob("*.txt") if path.stat().st_size > 500
    )
    return files[:PICKED]


@pytest.fixture(scope="module")
def at_once(picked: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("at-once") / "warehouse"
    assert run(warehouse, *picked).is_completed()
    return warehouse


def test_the_same_input_again_makes_no_snapshot(at_once: Path, picked: list[Path]) -> None:
    from tasks.lake.connect import Warehouse, connect

    def newest() -> tuple[int, int]:
        with connect(Warehouse.at(at_once), read_only=True) as con:
            return con.execute(
                "select max(snapshot_id), (select count(*) from runs) from lake.snapshots()"
            ).fetchone()

    before = newest()
    state = run(at_once, *picked)
    assert (state.name, newest()) == ("NothingNew", before)
    assert "Nothing new" in state.message


def test_one_file_a_run_in_any_order_gives_the_same_tables(
    at_once: Path, picked: list[Path], tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    files = list(picked)
    random.Random(5).shuffle(files)
    for path in files:
        assert run(warehouse, path).is_completed()
    wanted = tables(at_once, tmp_path / "wanted")
    got = tables(warehouse, tmp_path / "got")
    assert got.keys() == wanted.keys()
    for name in wanted:
        assert got[name] == wanted[name], name


def test_deriving_all_again_changes_nothing_but_the_run(
    at_once: Path, picked: list[Path], tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    assert run(warehouse, *picked).is_completed()
    before = tables(warehouse, tmp_path / "before")
    assert run(warehouse, reprocess=True).is_completed()
    assert tables(warehouse, tmp_path / "after") == before


def test_an_input_that_does_not_exist_is_noted_and_the_others_come_through(
    picked: list[Path], tmp_path: Path
) -> None:
    from tasks.lake.connect import Warehouse, connect

    state = run(tmp_path / "warehouse", picked[0], tmp_path / "nowhere.txt")
    assert state.is_completed()
    with connect(Warehouse.at(tmp_path / "warehouse"), read_only=True) as con:
        assert con.execute("select count(*) from articles").fetchone() == (1,)
        assert con.execute("select stage, reason from rejections").fetchall() == [("read", "not_found")]
