"""A writer that is killed at any moment costs nothing that it acknowledged and leaves nothing by halves."""

import subprocess
import sys
from pathlib import Path

import pytest
from invented_newsroom import ALL

KILLS = 20


def script(name: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name(f"{name}.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_killed_writer_loses_nothing_acknowledged(warehouse, con):
    con.close()
    assert script("killed_writer", warehouse.root, KILLS).count("acknowledged") == KILLS


def test_killed_maintenance_changes_no_row(warehouse, con, run):
    for number, name in enumerate(ALL, start=1):
        run(f"r_{number}", [name], in_lake=ALL[:number])
    con.close()
    assert script("killed_maintenance", warehouse.root, 6).count("all there") == 6
