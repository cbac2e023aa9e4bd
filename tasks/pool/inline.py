"""The pool's interface without processes: for a few items, and for debugging."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tasks.pool.base import Pool
from tasks.pool.outcomes import Done, Job, Poisoned, PoolLimits, Result
from tasks.pool.pool import WorkerPool
from tasks.pool.worker import is_fatal, where


class InlinePool(Pool):
    """Runs jobs here and now: exceptions are cut down to their item as in `WorkerPool`; time and memory have no bound."""

    size = 0

    def warm(self, function: Callable[[], object], at_most: int | None = None) -> None:  # noqa: ARG002 - as above
        """Call the function."""
        function()

    def run(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        split: Callable[[Job], Sequence[Job]],
        n_items: Callable[[Job], int],  # noqa: ARG002 - part of the interface
    ) -> Iterator[Done[Job, Result] | Poisoned[Job]]:
        """Yield what comes of each job, in order; see `Pool.run`."""
        for job in jobs:
            waiting = [job]
            while waiting:
                part = waiting.pop()
                try:
                    result = function(part)
                except Exception as error:
                    if is_fatal(error):
                        raise
                    parts = split(part)
                    if len(parts) < 2:
                        is_memory = isinstance(error, MemoryError)
                        yield Poisoned(part, "memory" if is_memory else "error", where(error))
                    else:
                        waiting.extend(reversed(parts))
                else:
                    yield Done(part, result)

    def close(self) -> None:
        """Do nothing: there are no processes."""


def open_pool(workers: int, limits: PoolLimits | None = None) -> Pool:
    """Return a pool of so many processes; with 0, everything runs in this one."""
    return WorkerPool(workers, limits) if workers else InlinePool()
