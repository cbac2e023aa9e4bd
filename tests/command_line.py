"""The command line in a process of its own, for tests."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
NEWSROOM = REPOSITORY / "seeds" / "newsroom"
TIMEOUT_S = 600


def newsloom(*arguments: str | Path, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False, cwd=REPOSITORY, **options
    )  # type: ignore[call-overload,no-any-return]
