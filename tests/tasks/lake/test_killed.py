"""A writer that is killed at any moment costs nothing that it acknowledged and leaves nothing by halves."""

import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 20


@pytest.mark.slow
def test_killed_writer_loses_nothing_acknowledged(warehouse, con):
    con.close()
    script = Path(__file__).with_name("killed_writer.py")
    done = subprocess.run(
        [sys.executable, script, warehouse.root, str(KILLS)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("acknowledged") == KILLS
