"""kill -9 at any moment, and SIGTERM: the last snapshot stays readable and the next run finishes the work."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest
from command_line import NEWSROOM, REPOSITORY, newsloom_here
from piped import run, tables

from tasks.lake.connect import Warehouse, connect

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

TEXTS = ("ferry-runs-aground-wire.txt", "fog-ferry-horror.txt", "not-again-ferry-smash.txt")
WITHIN_S = 120  # a moment comes after seconds; a busy machine takes longer
GONE_WITHIN_S = 60  # seconds on a quiet machine


class Moment(NamedTuple):
    """A sign that is new in the warehouse's folder, and how the run is ended when it shows.

    It is held before a function of its commit: else a quick one may be over by the time that it is told.
    """

    sign: str
    how: signal.Signals
    workers: int
    held: str = "tasks.lake.publish:_publish_once"


MOMENTS = {
    "read": Moment("staging/r_*/documents/*.parquet", signal.SIGKILL, 0),
    "cleaned": Moment("staging/r_*/articles/*.parquet", signal.SIGTERM, 1),
    "enriched": Moment("staging/r_*/quotes/*.parquet", signal.SIGKILL, 1),
    "resolved": Moment("staging/r_*/changes/resolve/index.json", signal.SIGTERM, 0),
    # The commit's files are there, it is not.
    "publishing": Moment("data/**/*.parquet", signal.SIGKILL, 0, held="tasks.lake.publish:_write_run"),
}


@pytest.fixture(scope="module")
def texts() -> list[Path]:
    return [NEWSROOM / "dailylantern.example" / name for name in TEXTS]


def contents(warehouse: Path) -> dict[str, tuple[int, int]]:
    """Return how many rows each table has, and a digest for which all of them are read."""
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        names = con.execute("select table_name from duckdb_tables() where database_name = 'lake'").fetchall()
        count = "select count(*), bit_xor(hash(t)) from {} as t"
        return {name: con.execute(count.format(name)).fetchone() for (name,) in names}


def end_at(moment: Moment, warehouse: Path, texts: list[Path]) -> None:
    """Start a run and end it at the first sign of a moment; the processes that it has started must end too."""
    before = set(warehouse.glob(moment.sign))
    command = [sys.executable, Path(__file__).with_name("held.py"), moment.held]
    command += ["run", *texts, "--warehouse", warehouse]
    process = psutil.Popen(
        [*command, "--workers", str(moment.workers), "--attribution", "rules"],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + WITHIN_S
    try:
        while not set(warehouse.glob(moment.sign)) - before:
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        children = process.children(recursive=True)
        process.send_signal(moment.how)
        process.wait(GONE_WITHIN_S)  # a stage in a thread cannot be interrupted: the run does not wait for it
    finally:
        if process.is_running():
            process.kill()
        process.wait()
        process.stderr.close()
    _, left = psutil.wait_procs(children, GONE_WITHIN_S)
    assert left == []


def test_a_run_ended_at_every_stage_loses_nothing(texts: list[Path], tmp_path: Path) -> None:
    warehouse, undisturbed = tmp_path / "warehouse", tmp_path / "undisturbed"
    assert run(warehouse, texts[0], attribution="rules").is_completed()
    last_snapshot = contents(warehouse)
    assert last_snapshot["articles"][0] == 1
    for name, moment in MOMENTS.items():
        end_at(moment, warehouse, texts)
        assert contents(warehouse) == last_snapshot, name
    assert list((warehouse / "staging").glob("r_*"))  # the last one killed had no time to clear up
    assert run(warehouse, *texts, attribution="rules").is_completed()
    assert not list((warehouse / "staging").glob("r_*"))
    assert run(undisturbed, *texts, attribution="rules").is_completed()
    assert tables(warehouse, tmp_path / "finished") == tables(undisturbed, tmp_path / "wanted")
    assert newsloom_here("check", "--deep", "--warehouse", warehouse).returncode == 0
