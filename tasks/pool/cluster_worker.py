"""What runs on a worker of a Dask cluster: each of its threads keeps a worker process of ours, which does the jobs."""

import pickle
import socket
import threading
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from tasks.pool.outcomes import Done, Job, Poisoned, PoolLimits, Result
from tasks.pool.pool import WorkerPool
from tasks.vocabulary.errors import NewsloomError

_mine = threading.local()

UNSEEN = "is no folder there: put --staging on a path that all workers share"


def work_on(
    function: Callable[[Job], Result],
    job: Job,
    split: Callable[[Job], Sequence[Job]],
    n_items: Callable[[Job], int],
    how: tuple[tuple[Callable[[], object], ...], PoolLimits, str],
) -> list[Done[Job, Result] | Poisoned[Job]]:
    """Return what comes of a job, in as many parts as it had to be cut into. Arguments as of `Pool.run`.

    `how` is what to load first, what a job may take, and the run's staging folder.

    Raises:
        NewsloomError: this machine does not see the run's staging folder; or as `Pool.run`.
    """
    warm, limits, folder = how
    if not Path(folder).is_dir():
        raise NewsloomError(f"the Dask worker on {socket.gethostname()} is not fit: {folder} {UNSEEN}")
    return list(_pool(warm, limits).run(function, [job], split, n_items))


def prepare(warm: tuple[Callable[[], object], ...], limits: PoolLimits) -> None:
    """Have this thread's process start and load its models."""
    _pool(warm, limits)


def look_around(folder: str, code_version: str) -> str | None:
    """Return why this worker cannot serve a run of that Newsloom; None if it can."""
    if (mine := version("newsloom")) != code_version:
        return f"runs Newsloom {mine} and not {code_version}: install the same on all machines"
    return None if Path(folder).is_dir() else f"is not fit: {folder} {UNSEEN}"


def _pool(warm: tuple[Callable[[], object], ...], limits: PoolLimits) -> WorkerPool:
    """Return this thread's pool of one process; a new one if another run has left it with other models."""
    key = pickle.dumps((warm, limits))
    held: tuple[bytes, WorkerPool] | None = getattr(_mine, "pool", None)
    if held and held[0] == key:
        return held[1]
    if held:
        held[1].close()
    pool = WorkerPool(1, limits)
    for function in warm:
        pool.warm(function)
    _mine.pool = (key, pool)
    return pool
