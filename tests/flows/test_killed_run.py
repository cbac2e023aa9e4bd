"""kill -9 at any moment: the last snapshot stays readable and the next run finishes the work."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import NEWSROOM, REPOSITORY, newsloom

from tasks.lake.connect import Warehouse, connect

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

KILLS = 8


def counts(warehouse: Path) -> tuple[int, ...] | None:
    place = Warehouse.at(warehouse)
    if not place.exists:
        return None
    with connect(place, read_only=True) as con:
        known = {
            name
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where database_name = 'lake'"
            ).fetchall()
        }
        if "articles" not in known:
            return None
        # Scans the data: a count alone is answered by the catalog.
        return con.execute(
            "select count(distinct text), (select count(distinct quote_id) from quotes), (select count(*) from runs) from articles"
        ).fetchone()


def test_a_run_killed_at_random_moments_loses_nothing(sample_warehouse: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    chance = random.Random(7)
    for _ in range(KILLS):
        command = [
            sys.executable,
            "-m",
            "flows.cli",
            "run",
            str(NEWSROOM),
            "--warehouse",
            str(warehouse),
            "--workers",
            "1",
        ]
        process = subprocess.Popen(
            command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(1.0, 14.0))
        before = process.poll()
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen = counts(warehouse)
        assert seen is None or seen[0] == 0 or seen[:2] == counts(sample_warehouse)[:2], before
    done = newsloom("run", NEWSROOM, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    assert counts(warehouse) == counts(sample_warehouse)
    assert not list((warehouse / "staging").glob("r_*"))
    assert newsloom("check", "--warehouse", warehouse).returncode == 0
