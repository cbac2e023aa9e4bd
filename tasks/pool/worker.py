"""What runs in a worker process: one job after another, within its memory, until the parent is gone.

Imports little but the standard library, so that a worker can set its environment before NumPy reads it.
"""

import contextlib
import ctypes
import errno
import gc
import os
import pickle
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from tasks.pool.forking import FORK, fork
from tasks.vocabulary.items import listen

EXIT_MEMORY = 86
COLLECT_EVERY = (
    20_000  # objects; an article makes thousands, hardly any in cycles, and 700 cost a twentieth of all work
)
# One thread a process: the pool has a process a core, and threads on top are slower. Arrow's own allocator reserves a
# gigabyte of address space at a time, which would count against the memory limit.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # nor a thread of its own: a worker may fork
}
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
# Bytes. The first is the greatest that there is.
MALLOC_OPTIONS = {M_MMAP_THRESHOLD: 32 << 20, M_TRIM_THRESHOLD: 256 << 20}
GRACE_S = 1.0  # for a worker whose parent has gone or has dismissed it
# Faults of the surroundings, not of an item: no item is blamed, the run fails and says why.
FATAL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EIO})
RETIRE_FACTOR = 2  # memory limits: a worker that holds more than that between jobs is replaced by a fresh one


def work(connection: Connection, warm: tuple[Callable[[], object], ...], memory_bytes: int) -> None:
    """Serve jobs from a connection until it closes.

    Sends `("ready", pid)` once, or `("fatal", error)`. Receives pickled `(function, job)` and answers each with
    `("done", result, is_retiring)`, `("error", detail)` or `("fatal", error)`; before that, `("begun",)` once the
    function's modules are imported, and `("item", number)` for each item that it says it begins. Until its first job
    it makes copies of itself where it is asked to.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    os.environ.update(ENVIRONMENT)
    _keep_freed_memory()
    try:
        gc.disable()  # nothing of what loading makes is garbage
        for function in warm:
            function()
        gc.freeze()  # nor will it ever be: the collector need not look at it again
        gc.set_threshold(COLLECT_EVERY)
        gc.enable()
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        connection.send_bytes(_pickled(("fatal", error)))
        return
    with contextlib.suppress(EOFError, OSError):  # the other end is closed: nobody wants more
        _serve(*_first_job(connection), memory_bytes)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # taking the models apart, object by object, serves nobody


def _first_job(connection: Connection) -> tuple[Connection, bytes]:
    """Wait for the first job, forking where that is asked for; return it and the connection that it came from."""
    connection.send(("ready", os.getpid()))
    while (message := connection.recv_bytes()) == FORK:
        before, connection = connection, fork(connection)
        if connection is not before:
            connection.send(("ready", os.getpid()))
    return connection, message


def _serve(connection: Connection, message: bytes, memory_bytes: int) -> None:
    """Do one job after another, from the first message on."""
    threading.Thread(target=_end_with_parent, args=(connection.fileno(),), daemon=True).start()
    listen(lambda number: connection.send(("item", number)))
    while True:
        _limit_memory(data_bytes() + memory_bytes)
        answer = _answer(connection, message)
        del message
        is_retiring = data_bytes() > RETIRE_FACTOR * memory_bytes
        if answer[0] == "done":
            answer = (*answer, is_retiring)
        try:
            connection.send_bytes(_pickled(answer))
        except MemoryError:
            os._exit(EXIT_MEMORY)
        if is_retiring:
            return
        message = connection.recv_bytes()


def _keep_freed_memory() -> None:
    """Let glibc keep arrays of some megabytes that were given back: the kernel clears each page that it hands out anew."""
    with contextlib.suppress(AttributeError, OSError):  # another C library
        libc = ctypes.CDLL(None)
        for option, value in MALLOC_OPTIONS.items():
            libc.mallopt(option, value)


def data_bytes() -> int:
    """Return the private writable memory of this process (what RLIMIT_DATA counts); 0 where /proc is absent."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - no pathlib before it is needed
            return int(statm.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _answer(connection: Connection, message: bytes) -> tuple[Any, ...]:
    try:
        function, job = pickle.loads(message)  # noqa: S301 - from our own parent
        connection.send(("begun",))
        return ("done", function(job))
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except Exception as error:  # noqa: BLE001 - any fault of a job is an answer
        return ("fatal", error) if is_fatal(error) else ("error", where(error))


def is_fatal(error: Exception) -> bool:
    """Whether an exception is no item's fault, so that the run must fail instead of leaving items out."""
    if isinstance(error, OSError):
        return error.errno in FATAL_ERRNOS
    is_ours = any(
        kind.__name__ == "NewsloomError" for kind in type(error).__mro__
    )  # known without importing it
    return is_ours or isinstance(error, ImportError)


def where(error: Exception) -> str:
    """Describe an exception in one line with the place that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""  # noqa: PTH119
    message = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}{place}: {message}"


def _pickled(answer: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps(answer)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - results and errors of any type may not be picklable
        what = answer[1] if answer[0] == "fatal" else error
        return pickle.dumps(("error", f"{type(what).__name__}: {what}"))


def _limit_memory(limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _end_with_parent(connection: int) -> None:
    """End this process, whatever it does, when the other end of its connection closes: the parent has gone."""
    hang_up = select.poll()
    hang_up.register(connection, 0)
    hang_up.poll()
    time.sleep(GRACE_S)
    os._exit(1)
