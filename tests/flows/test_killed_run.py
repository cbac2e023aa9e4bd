"""kill -9 at any moment: the last snapshot stays readable and the next run finishes the work."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from command_line import NEWSROOM, REPOSITORY, newsloom_here
from piped import run, tables

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

TEXTS = ("ferry-runs-aground-wire.txt", "fog-ferry-horror.txt", "not-again-ferry-smash.txt")
WITHIN_S = 120  # a moment comes after seconds; a busy machine takes longer
GONE_WITHIN_S = 20


MOMENTS = {  # name: what in the warehouse's folder is new then
    "starting": "staging/r_*",
    "read": "staging/r_*/documents/*.parquet",
    "cleaned": "staging/r_*/articles/*.parquet",
    "enriched": "staging/r_*/quotes/*.parquet",
    "resolved": "staging/r_*/changes/resolve/index.json",
    "publishing": "data/**/*.parquet",  # the first of many files of one commit
}


@pytest.fixture(scope="module")
def texts() -> list[Path]:
    return [NEWSROOM / "dailylantern.example" / name for name in TEXTS]


@pytest.fixture(scope="module")
def first(texts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """A warehouse with one snapshot, which every killed run meets, and all that is in it."""
    folder = tmp_path_factory.mktemp("killed")
    assert run(folder / "warehouse", texts[0], attribution="rules").is_completed()
    return folder / "warehouse", tables(folder / "warehouse", folder / "before")


@pytest.fixture(scope="module")
def whole(texts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What must be there at the end: all texts, by a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    assert run(folder / "warehouse", *texts, attribution="rules").is_completed()
    return tables(folder / "warehouse", folder / "export")


def kill_at(moment: str, warehouse: Path, texts: list[Path]) -> None:
    """Start a run and kill it at the first sign of a moment; the processes that it has started must end too."""
    before = set(warehouse.glob(moment))
    command = [sys.executable, "-m", "flows.cli", "run", *texts, "--warehouse", warehouse]
    process = psutil.Popen(
        [*command, "--workers", "1", "--attribution", "rules"],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + WITHIN_S
    try:
        while not set(warehouse.glob(moment)) - before:
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.005)
        children = process.children(recursive=True)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
    _, left = psutil.wait_procs(children, GONE_WITHIN_S)
    assert left == []


def test_a_run_killed_at_every_stage_loses_nothing(
    first: tuple[Path, dict[str, list[str]]], whole: dict[str, list[str]], texts: list[Path], tmp_path: Path
) -> None:
    warehouse, before = first
    for name, moment in MOMENTS.items():
        kill_at(moment, warehouse, texts)
        assert tables(warehouse, tmp_path / name) == before, name
    assert list((warehouse / "staging").glob("r_*"))  # the last one killed had no time to clear up
    assert run(warehouse, *texts, attribution="rules").is_completed()
    assert tables(warehouse, tmp_path / "after") == whole
    assert not list((warehouse / "staging").glob("r_*"))
    assert newsloom_here("check", "--deep", "--warehouse", warehouse).returncode == 0
