"""`newsloom up` as a newsroom runs it: files dropped, taken in by schedule, stopped by a signal, started again."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from command_line import NEWSROOM, newsloom

PATIENCE_S = 180.0
AGE_S = 60.0


def await_(what: Callable[[], Any], process: "subprocess.Popen[str]") -> Any:
    deadline = time.monotonic() + PATIENCE_S
    while not (found := what()):
        assert process.poll() is None, "newsloom up has ended"
        assert time.monotonic() < deadline, "newsloom up did not get there"
        time.sleep(0.5)
    return found


def ask(port: int, path: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{path}", data, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


@contextmanager
def up(folder: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """Start it, wait until it says that it is up, and see that nothing of it is left after SIGTERM."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "flows.cli",
            "up",
            "--port",
            str(port),
            "--warehouse",
            "wh",
            "--inbox",
            "inbox",
        ],
        cwd=folder,
        env=environment | {"PREFECT_HOME": str(folder / "prefect")},
        stderr=(folder / "terminal.txt").open("w"),
        text=True,
    )
    try:
        await_(lambda: "Newsloom is up" in (folder / "terminal.txt").read_text(), process)
        children = psutil.Process(process.pid).children(recursive=True)
        yield process
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert [child for child in children if child.is_running()] == []
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_dropped_files_are_taken_in_and_schedules_outlive_a_restart(tmp_path: Path, port: int) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    good = next(path for path in sorted(NEWSROOM.rglob("*.txt")) if path.stat().st_size > 500)
    shutil.copy(good, inbox)
    (inbox / "blank.html").write_text("   ")
    for path in inbox.iterdir():
        os.utime(path, (time.time() - AGE_S,) * 2)
    with up(tmp_path, port) as process:
        await_(lambda: list(inbox.glob(f"done/*/{good.name}")), process)
        (reason,) = inbox.glob("failed/*/blank.html.reason.txt")
        assert reason.read_text().startswith("empty: ")
        found = newsloom(
            "sql", "select origin from documents", "--warehouse", tmp_path / "wh", "--format", "json"
        )
        assert str(inbox / good.name) in found.stdout
        await_(lambda: "1 file taken in, 1 in" in (tmp_path / "terminal.txt").read_text(), process)
    with up(tmp_path, port) as process:
        schedules = {
            one["name"]: [schedule["active"] for schedule in one["schedules"]]
            for one in ask(port, "deployments/filter", {})
        }
        assert schedules == {"ingest": [True], "maintenance": [True], "reprocess": []}


def test_other_machines_are_let_in_only_with_a_password(tmp_path: Path) -> None:
    done = newsloom("up", "--host", "0.0.0.0", "--warehouse", tmp_path / "wh", "--inbox", tmp_path / "inbox")
    assert done.returncode == 1
    assert "set PREFECT_SERVER_API_AUTH_STRING" in done.stderr
