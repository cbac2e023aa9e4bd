"""`newsloom up`: Prefect's server with its UI, and a process that runs the deployments, in one process tree."""

import contextlib
import ipaddress
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from flows.console import terminal
from flows.finished_runs import FinishedRuns
from flows.server import die_with_parent, is_healthy, stop
from tasks.vocabulary.errors import NewsloomError

START_TIMEOUT_S = 120
SECONDS_TO_STOP = 30  # a run that is told to stop gives back its files
LOOK_EVERY_S = 2.0
SETTINGS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "true",  # old events and flow runs leave Prefect's own database
    "DO_NOT_TRACK": "1",
}


def up(host: str, port: int, *, warehouse: Path, inbox: Path, feeds: Path, every_minutes: int) -> None:
    """Serve until Ctrl-C or SIGTERM; then stop everything. Schedules go on at the next start.

    Args:
        host: address to listen on; other than this machine's own only with authentication.
        port: of the UI and the API.
        warehouse: folder of the warehouse.
        inbox: folder where articles are dropped; made if it is not there.
        feeds: feeds.toml; if it is not there, no feed is polled.
        every_minutes: how often the inbox is looked at.

    Raises:
        NewsloomError: the address may not or cannot be used, or a part of it ended by itself.
    """
    _refuse_strangers(host)
    told_of_feeds = _feeds_told(feeds)
    inbox.mkdir(parents=True, exist_ok=True)
    logs = warehouse / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    url = f"http://{host}:{port}"
    os.environ |= SETTINGS | {"PREFECT_API_URL": f"{url}/api"}
    if is_healthy(f"{url}/api", timeout=1):
        raise NewsloomError(f"something answers at {url} already; stop it, or choose another --port")
    with contextlib.ExitStack() as parts, _told_to_stop():
        terminal.print(f"Starting Prefect at {url} …", style="dim")
        command = ["-m", "prefect", "server", "start", "--host", host, "--port", str(port)]
        server = parts.enter_context(
            _part(command, logs / "prefect-server.log", {"PREFECT_UI_API_URL": f"{url}/api"})
        )
        _await(server, url, logs / "prefect-server.log")
        serving = f"from flows.deployments import serve_all; serve_all({str(warehouse)!r}, {str(inbox)!r}, {str(feeds)!r}, {every_minutes})"
        runner = parts.enter_context(_part(["-c", serving], logs / "deployments.log", {}))
        terminal.print(
            f"[bold]Newsloom is up[/bold]: {url}\n"
            f"  inbox        {inbox}, looked at every {every_minutes} minutes\n"
            f"  feeds        {told_of_feeds}\n"
            f"  warehouse    {warehouse}, maintained every night\n"
            "  Ctrl-C stops all of it.",
            highlight=False,
            soft_wrap=True,
        )
        _watch({"the Prefect server": server, "the deployments": runner}, url, logs)


def _feeds_told(feeds: Path) -> str:
    """Say how many feeds there are; a feeds.toml that is wrong is best known at once."""
    if not feeds.exists():
        return f"none: {feeds} is not there"
    from tasks.fetch.settings import read_settings

    return f"{len(read_settings(feeds).feeds)} of {feeds}"


@contextlib.contextmanager
def _told_to_stop() -> Iterator[None]:
    """Turn SIGTERM and Ctrl-C into a quiet end of the block."""

    def stopped(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal asks
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stopped) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except KeyboardInterrupt:
        terminal.print("Stopped.", style="dim")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _part(arguments: list[str], log: Path, settings: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run our Python with some arguments as a part of this tree; end it, and what it started, with the block."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-P", *arguments],
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # Ctrl-C in the terminal is for us alone
            preexec_fn=die_with_parent,  # noqa: PLW1509 - called before this process has threads
        )
    try:
        yield process
    finally:
        stop(process, SECONDS_TO_STOP)


def _await(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not is_healthy(f"{url}/api", timeout=2):
        if server.poll() is not None:
            raise NewsloomError(
                f"the Prefect server ended with status {server.returncode}; its last words are in {log}"
            )
        if time.monotonic() > deadline:
            raise NewsloomError(
                f"the Prefect server did not answer within {START_TIMEOUT_S} s; its log is {log}"
            )
        time.sleep(0.2)


def _watch(parts: "dict[str, subprocess.Popen[bytes]]", url: str, logs: Path) -> None:
    """Say what runs have ended, and whether the server answers, until a part ends or we are told to stop."""
    finished, was_healthy = FinishedRuns(f"{url}/api"), True
    while True:
        time.sleep(LOOK_EVERY_S)
        for name, process in parts.items():
            if process.poll() is not None:
                raise NewsloomError(f"{name} ended with status {process.returncode}; its log is in {logs}")
        healthy = is_healthy(f"{url}/api", timeout=5)
        if healthy != was_healthy:
            terminal.print(
                "Prefect answers again." if healthy else "Prefect does not answer.", style="yellow"
            )
        was_healthy = healthy
        for line in finished.new() if healthy else ():
            terminal.print(line, soft_wrap=True, markup=False)


def _refuse_strangers(host: str) -> None:
    """Let other machines in only with authentication.

    Raises:
        NewsloomError: the address is not this machine's own and there is no password.
    """
    try:
        is_own = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_own = False
    if not is_own and not os.environ.get("PREFECT_SERVER_API_AUTH_STRING"):
        raise NewsloomError(
            f"{host} can be reached by other machines: set PREFECT_SERVER_API_AUTH_STRING=user:password first, "
            "or keep to 127.0.0.1"
        )
