"""End within seconds when told to: a stage that runs in a thread cannot be interrupted, and Prefect waits for it."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

LEAVE_WITHIN_S = 6.0
"""How long Prefect may take to note the end of a run; then the process ends under it. A kill loses nothing either."""

_is_wanted = False


def leave_soon_when_told() -> None:
    """Let this process end soon after a signal: the command line asks for it, a test that calls a flow does not."""
    global _is_wanted  # noqa: PLW0603 - a property of the process
    _is_wanted = True


@contextmanager
def promptly() -> Iterator[None]:
    """Bound the time that the process goes on after a signal has ended the block."""
    try:
        yield
    except BaseException as end:
        if _is_wanted and not isinstance(end, Exception):
            number = signal.SIGINT if isinstance(end, KeyboardInterrupt) else signal.SIGTERM
            timer = threading.Timer(LEAVE_WITHIN_S, _end_tree, [number])
            timer.daemon = True
            timer.start()
        raise


def _end_tree(number: int) -> None:
    """End the processes that this one started, then itself, with the status that a signal gives."""
    for child in psutil.Process().children(recursive=True):
        try:
            child.kill()
        except psutil.Error:
            continue
    os._exit(128 + number)
