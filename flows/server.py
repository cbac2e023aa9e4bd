"""The Prefect API that a run reports to: the configured one, else one server of our own for as long as the run lasts."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from tasks.vocabulary.errors import NewsloomError

START_TIMEOUT_S = 90  # an empty PREFECT_HOME migrates a database first: 11 s on a quiet machine
STOP_TIMEOUT_S = 10
PR_SET_PDEATHSIG = 1
# Where Prefect looks for settings, and a word without which the file names no API.
PLACES_OF_SETTINGS = {"prefect.toml": "url", ".env": "PREFECT_API_URL", "pyproject.toml": "[tool.prefect"}


def configured_api_url() -> str | None:
    """Return the API that Prefect is set up to use, if any; imports Prefect only where a settings file may name one."""
    if url := os.environ.get("PREFECT_API_URL"):
        return url
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    places = {home / "profiles.toml": "PREFECT_API_URL"} | {
        Path(name): word for name, word in PLACES_OF_SETTINGS.items()
    }
    if "prefect" not in sys.modules and not any(word in _read(path) for path, word in places.items()):
        return None
    from prefect.settings import get_current_settings

    url = get_current_settings().api.url
    return str(url) if url else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


@contextlib.contextmanager
def prefect_api(log: Path) -> Iterator[Callable[[], str]]:
    """Give a function that waits for the API and returns its URL; stop our own server, if one was started, at the end.

    The server starts at once and in the background, so that the caller can import and read meanwhile.
    Environment variables make this process and its children use it.

    Args:
        log: the file for what the server prints.

    Raises:
        NewsloomError: (by the function) the server does not answer.
    """
    configured = configured_api_url()
    if configured:
        yield lambda: _expect(configured)
        return
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    settings = {
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_CLIENT_METRICS_ENABLED": "false",
        "PY_KEY_VALUE_DISABLE_BEARTYPE": "true",  # a part of the server that checks its own types: 0.2 s of imports
        "DO_NOT_TRACK": "1",
    }
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        server = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-P", "-m", "flows.api_server", str(port)],
            env={**os.environ, **settings, "PREFECT_API_URL": ""},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - called before this process has threads
        )
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        with _told_to_prefect(url):
            yield lambda: _await(server, url, log)
    finally:
        _restore(before)
        stop(server, STOP_TIMEOUT_S)


@contextlib.contextmanager
def _told_to_prefect(url: str) -> Iterator[None]:
    """Tell Prefect of the URL if it has read its settings already; else it finds the environment variable."""
    if "prefect" not in sys.modules:
        yield
        return
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: url}):
        yield


@contextlib.contextmanager
def without_heartbeats() -> Iterator[None]:
    """Let flows send no signs of life: a server of our own ends with the run, and has nobody who would miss them.

    Prefect waits up to a second at each flow's end for the thread that sends them. No environment variable says "none".
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


def die_with_parent() -> None:
    """Ask Linux to end the server when we are killed without a chance to do it ourselves."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Ask a process to end; end it after so many seconds."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _restore(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def is_healthy(url: str, timeout: float) -> bool:
    """Return whether a Prefect API answers at the URL within so many seconds."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=timeout) as answer:  # noqa: S310 - http only
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def shown_url(url: str | None) -> str:
    """Return a URL without the name and password that it may hold."""
    scheme, mark, rest = (url or "").partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def _expect(url: str) -> str:
    if not is_healthy(url, timeout=10):
        raise NewsloomError(
            f"the Prefect API at {shown_url(url)} does not answer; start it, or unset PREFECT_API_URL and a server is started for the run"
        )
    return url


def _await(server: "subprocess.Popen[bytes]", url: str, log: Path) -> str:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise NewsloomError(
                f"the Prefect server ended at once with status {server.returncode}; its last words are in {log}"
            )
        if is_healthy(url, timeout=2):
            return url
        time.sleep(0.05)
    raise NewsloomError(f"the Prefect server did not answer within {START_TIMEOUT_S} s; its log is {log}")
