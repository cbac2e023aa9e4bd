"""Workers that are copies of one that has loaded its models: the second costs neither the seconds nor the memory of the first.

A worker that waits for its first job is asked over its connection to fork, and given the connection of the new one. The
new one's parent leaves at once, so that it becomes a child of this process (on Linux, where a process can ask for its
orphans), which can then wait for it and learn how it ended.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle

FORK = b"fork"  # no pickle begins so
PR_SET_CHILD_SUBREAPER = 36
WAIT_S = 0.01


@cache
def adopts_orphans() -> bool:
    """Whether this process gets the orphans of its children from now on."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0)
    return False


def ask_to_fork(worker: Connection, pid: int, theirs: Connection) -> None:
    """Ask the worker behind a connection, of process `pid`, for a copy of itself that serves `theirs`.

    Raises:
        OSError: it is gone.
    """
    worker.send_bytes(FORK)
    send_handle(worker, theirs.fileno(), pid)


def fork(connection: Connection) -> Connection:
    """Make the copy that was asked for: return its connection in the copy, the same connection in the worker itself.

    If there is no memory or number left for a process, there is no copy, which its closed connection tells.
    """
    theirs = Connection(recv_handle(connection))
    try:
        between = os.fork()
    except OSError:
        between = -1
    if between == 0:
        try:
            is_copy = os.fork() == 0
        except OSError:
            is_copy = False
        if not is_copy:
            os._exit(0)
        connection.close()
        return theirs
    if between > 0:
        os.waitpid(between, 0)
    theirs.close()
    return connection


class Forked:
    """A forked worker's process, with what is used of `multiprocessing.Process`.

    Attributes:
        pid: None until it has told; a copy that was never made never does.
        exitcode: None while it runs; minus the number of the signal that ended it.
    """

    def __init__(self) -> None:
        self.pid: int | None = None
        self.exitcode: int | None = None

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended, for so many seconds at most."""
        last = None if timeout is None else time.monotonic() + timeout
        while self.pid is not None and self.exitcode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:  # somebody else has waited for it
                return
            if pid:
                self.exitcode = os.waitstatus_to_exitcode(status)
            elif last is not None and time.monotonic() > last:
                return
            else:
                time.sleep(WAIT_S)

    def kill(self) -> None:
        """End it at once, if it runs."""
        self.join(timeout=0)
        if self.pid is not None and self.exitcode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
