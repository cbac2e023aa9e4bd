"""What every pool can do, wherever its jobs run: processes here, this process, or a Dask cluster."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from tasks.pool.outcomes import Done, Job, Poisoned, Result


class Pool(ABC):
    """Runs a pure function over jobs; a job that cannot be borne is cut down to its culprit. Closes at its block's end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def warm(self, function: Callable[[], object], at_most: int | None = None) -> None:
        """Have every worker call `function` (picklable, no arguments: it loads a model) before its first job.

        Workers begin to start now and go on in the background, `at_most` of them.
        """

    @abstractmethod
    def run(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        split: Callable[[Job], Sequence[Job]],
        n_items: Callable[[Job], int],
    ) -> Iterator[Done[Job, Result] | Poisoned[Job]]:
        """Yield what comes of each job, as it comes; few jobs are taken from `jobs` ahead of their turn.

        A job that times out, runs out of memory, kills its process or raises is split and tried again in parts, until
        the culprit is alone.

        Args:
            function: picklable (importable by name), as are jobs and results; must not care where or how often it runs.
            jobs: may be endless; taken as workers get free.
            split: cuts a job into smaller ones; a job of one item comes back alone.
            n_items: of a job, for its time limit; a job of one is not split.

        Raises:
            NewsloomError: the function raised it, or workers cannot be had.
            OSError: the function met a fault of the machine (disk full, too many open files).
            ImportError: the function needs a module that is not there.
        """

    def rest(self) -> None:
        """Let go of what idle workers hold; they start again when jobs come. A pool whose workers serve others keeps them."""
        return

    @abstractmethod
    def close(self) -> None:
        """End all that the pool has started, whoever waits for it."""
