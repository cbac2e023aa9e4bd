"""The command line for tests: in a process of its own, or in this one where the process is not the point."""

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
NEWSROOM = REPOSITORY / "seeds" / "newsroom"
TIMEOUT_S = 600

Done = subprocess.CompletedProcess[str]


def newsloom(*arguments: str | Path, **options: object) -> Done:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False, cwd=REPOSITORY, **options
    )  # type: ignore[call-overload,no-any-return]


def newsloom_here(*arguments: str | Path, stdin: str = "") -> Done:
    """Call what the console script calls, in this process: a second less for each command."""
    from flows.cli import main

    command = ["newsloom", *map(str, arguments)]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status = 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.chdir(REPOSITORY)
        patch.setattr(sys, "argv", command)
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    told = [stream.buffer.getvalue().decode("utf-8", "surrogateescape") for stream in (out, err)]  # type: ignore[attr-defined]
    return Done(command, status, *told)
