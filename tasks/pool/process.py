"""One worker process as the pool sees it."""

import contextlib
import multiprocessing
import multiprocessing.process
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import ModuleType
from typing import Any, Self

import psutil

from tasks.pool.forking import Forked, adopts_orphans, ask_to_fork
from tasks.pool.worker import EXIT_MEMORY, work

SECONDS_TO_LEAVE = 2.0  # a worker that was dismissed ends itself before
_starting = threading.Lock()


class Worker:
    """A process, spawned or forked from another worker, the connection to it, and what it is doing.

    Attributes:
        is_fresh: it has had no job yet, so that others can be forked from it.
        task: what it is working on; None while it starts or waits.
        item: number of the task's item that it said it has begun; None if it does not say.
        is_ready: it has started and warmed up.
        deadline: the `time.monotonic()` at which to look whether it has used up its time.
    """

    def __init__(self, connection: Connection, process: SpawnProcess | Forked, start_seconds: float) -> None:
        self.connection = connection
        self.process = process
        self.task: Any = None
        self.item: int | None = None
        self.is_ready = False
        self.is_fresh = True
        self._cpu_limit = self._last_moment = 0.0
        self.deadline = time.monotonic() + start_seconds

    @classmethod
    def spawned(cls, warm: tuple[Callable[[], object], ...], memory_bytes: int, start_seconds: float) -> Self:
        """Start a new process, which calls `warm` first."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = SpawnProcess(
            target=work, args=(theirs, warm, memory_bytes), name="newsloom-worker", daemon=True
        )
        with _starting, _without_main(), _allowed_children():
            process.start()
        theirs.close()
        return cls(ours, process, start_seconds)

    @classmethod
    def forked(cls, fresh: "Worker", start_seconds: float) -> Self | None:
        """Ask a fresh worker for a copy of itself; None if that cannot be had of it, or on this machine."""
        if fresh.process.pid is None or not adopts_orphans():
            return None
        ours, theirs = multiprocessing.Pipe()
        with theirs:
            try:
                ask_to_fork(fresh.connection, fresh.process.pid, theirs)
            except OSError:
                ours.close()
                return None
        return cls(ours, Forked(), start_seconds)

    @property
    def is_copy(self) -> bool:
        """Whether it was forked from another."""
        return isinstance(self.process, Forked)

    def ready(self, pid: int) -> None:
        """Note that it has started and warmed up, as the process of this number."""
        self.is_ready = True
        if isinstance(self.process, Forked):
            self.process.pid = pid

    def give(self, function: Callable[[Any], Any], job: Any, task: Any, start_seconds: float) -> None:
        """Send a job; its time begins to count with `allow`.

        Raises:
            OSError: the process is gone.
        """
        self.task = task
        self.item = None
        self.is_fresh = False
        self.deadline = time.monotonic() + start_seconds
        self._cpu_limit = self._last_moment = 0.0
        self.connection.send_bytes(pickle.dumps((function, job)))

    def allow(self, seconds: float, patience: float) -> None:
        """Let it use so much processor time from now on, and `patience` times that on the clock."""
        now = time.monotonic()
        self._cpu_limit = self._cpu_seconds() + seconds
        self._last_moment = now + seconds * patience
        self.deadline = now + seconds

    def is_out_of_time(self) -> bool:
        """Whether it has used up its time; if not, its deadline moves."""
        now = time.monotonic()
        if now < self.deadline:
            return False
        left = min(self._cpu_limit - self._cpu_seconds(), self._last_moment - now)
        self.deadline = now + left
        return left <= 0

    def _cpu_seconds(self) -> float:
        if self.process.pid is None:  # it was never made
            return 0.0
        try:
            times = psutil.Process(self.process.pid).cpu_times()
        except psutil.Error:  # it is gone, which its connection will tell
            return 0.0
        return float(times.user + times.system)

    def dismiss(self) -> None:
        """Tell a process that waits for work to leave of its own accord."""
        self._hear_it_is_ready(0.0)
        if self.is_ready and self.task is None:
            self.connection.close()

    def end(self) -> None:
        """See the process out if it was dismissed, else end it at once, whatever it does."""
        if self.process.pid is None:  # a copy unheard: it is waited for by its number
            self._hear_it_is_ready(SECONDS_TO_LEAVE)
        if self.connection.closed:
            self.process.join(timeout=SECONDS_TO_LEAVE)
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _hear_it_is_ready(self, seconds: float) -> None:
        """Read its first message, if that has not been read and comes within so many seconds."""
        with contextlib.suppress(EOFError, OSError):  # it is gone, or was never made
            if not self.is_ready and self.connection.poll(seconds):
                kind, *rest = self.connection.recv()
                if kind == "ready":
                    self.ready(*rest)

    def death(self) -> tuple[bool, str]:
        """Wait for a process that closed its connection; return whether memory was the cause, and the cause in words."""
        self.process.join(timeout=5)
        code = self.process.exitcode
        if code == EXIT_MEMORY:
            return True, "asked for more memory than a worker may have"
        if code is not None and code < 0:
            name = signal.Signals(-code).name
            hint = " (perhaps the machine ran out of memory)" if -code == signal.SIGKILL else ""
            return False, f"ended its process with {name}{hint}"
        return False, f"ended its process with exit status {code}"


def connections(workers: list[Worker]) -> list[Connection]:
    """Return the connections of workers from which a message is due."""
    return [worker.connection for worker in workers if worker.task is not None or not worker.is_ready]


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module: a spawned process would import it, and with it Prefect or whatever the user's script does."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _allowed_children() -> Iterator[None]:
    """Let a Dask worker have children: its nanny makes it a daemon, and Python refuses those. Ours end with it anyway."""
    config: dict[str, Any] = multiprocessing.process.current_process()._config  # type: ignore[attr-defined]  # noqa: SLF001
    was_daemon = config.pop("daemon", None)
    try:
        yield
    finally:
        if was_daemon is not None:
            config["daemon"] = was_daemon
