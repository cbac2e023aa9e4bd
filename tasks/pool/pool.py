"""Run a pure function over jobs in worker processes; a job that hangs, bloats or kills one is cut down to its culprit."""

import pickle
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, Final, Generic, cast

from tasks.pool.base import Pool
from tasks.pool.outcomes import Done, Job, Poisoned, PoolLimits, Result
from tasks.pool.process import Worker, connections
from tasks.vocabulary.errors import NewsloomError

# A worker that dies before its first job is no job's fault; after so many in a row, nothing will start one.
MAX_FAILED_STARTS = 3
SECONDS_TO_CLOSE = 1.0  # given to a thread that is still running jobs; then its workers end under it
_NOTHING: Final = object()


@dataclass(slots=True)
class _Task(Generic[Job]):
    """A job on its way. `n_failures` counts how often it, or the job it was split from, ended a worker."""

    job: Job
    n_failures: int = 0


class WorkerPool(Pool):
    """Up to `workers` processes, started when the first jobs come and kept between calls of `run`.

    The first is spawned without the caller's main module; others are forked from one that has had no job yet, where
    there is one, else spawned. Each has one thread for linear algebra, ignores Ctrl-C, may grow by
    `limits.memory_bytes`, and ends when the parent does. Not for several threads at once: they take turns.
    """

    def __init__(self, workers: int, limits: PoolLimits | None = None) -> None:
        self.size = workers
        self.limits = limits or PoolLimits()
        self._workers: list[Worker] = []
        self._warm: tuple[Callable[[], object], ...] = ()
        self._failed_starts = 0
        self._turn = threading.Lock()
        self._is_closed = False

    def warm(self, function: Callable[[], object], at_most: int | None = None) -> None:
        """Have every worker call `function` first, as `Pool.warm`; those that run already are replaced."""
        with self._turn:
            known = {pickle.dumps(warm) for warm in self._warm}
            if pickle.dumps(function) not in known:
                self._warm = (*self._warm, function)
                self._end_all()
            while len(self._workers) < min(self.size, at_most or self.size):
                self._start()

    def run(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        split: Callable[[Job], Sequence[Job]],
        n_items: Callable[[Job], int],
    ) -> Iterator[Done[Job, Result] | Poisoned[Job]]:
        """Yield what comes of each job, as `Pool.run`; at most one job a worker is taken from `jobs` ahead of its turn.

        A culprit is found at once if the function says which item it has begun. It is given up once it has failed
        alone after failing before (an exception: once), so a kill by chance costs nobody an article.
        """
        with self._turn:
            source = iter(jobs)
            waiting: deque[_Task[Job]] = deque()
            try:
                while self._hand_out(function, waiting, source):
                    for worker, message in self._messages():
                        yield from self._settle(worker, message, waiting, split, n_items)
            finally:
                for worker in [
                    w for w in self._workers if w.task is not None
                ]:  # left early: nobody wants the rest
                    self._drop(worker)

    def rest(self) -> None:
        """End the workers; the next jobs start others."""
        with self._turn:
            self._end_all()

    def close(self) -> None:
        """End all workers at once, whoever waits for them."""
        self._is_closed = True  # a thread that is still running jobs starts no others
        has_turn = self._turn.acquire(timeout=SECONDS_TO_CLOSE)
        try:
            self._end_all()
        finally:
            if has_turn:
                self._turn.release()

    def _start(self) -> None:
        seconds = self.limits.start_seconds
        fresh = next((worker for worker in self._workers if worker.is_fresh), None)
        copy = Worker.forked(fresh, seconds) if fresh else None
        self._workers.append(copy or Worker.spawned(self._warm, self.limits.memory_bytes, seconds))

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _end_all(self) -> None:
        for worker in self._workers:
            worker.dismiss()
        for worker in list(self._workers):
            self._drop(worker)

    def _hand_out(
        self, function: Callable[[Job], Result], waiting: deque[_Task[Job]], source: Iterator[Job]
    ) -> bool:
        """Give each free worker a job, start workers for jobs that wait; return whether any work is left."""
        if self._is_closed:
            raise NewsloomError("the run was told to stop: nothing was published, run it again")
        n_busy = sum(worker.task is not None for worker in self._workers)
        while len(waiting) < self.size - n_busy and (job := next(source, _NOTHING)) is not _NOTHING:
            waiting.append(_Task(cast("Job", job)))
        n_coming = sum(worker.task is None for worker in self._workers)
        for _ in range(min(len(waiting) - n_coming, self.size - len(self._workers))):
            self._start()  # before any of them has a job: from then on it cannot be forked
        for worker in [w for w in self._workers if w.is_ready and w.task is None]:
            if not waiting:
                break
            task = waiting.popleft()
            try:
                worker.give(function, task.job, task, self.limits.start_seconds)
            except OSError:  # it died while it waited
                worker.task = None
                waiting.appendleft(task)
                self._drop(worker)
        return bool(waiting) or any(worker.task is not None for worker in self._workers)

    def _messages(self) -> Iterator[tuple[Worker, tuple[Any, ...]]]:
        """Wait for news; yield each worker's message, its death or its timeout."""
        due = connections(self._workers)
        if not due:
            return
        first = min(w.deadline for w in self._workers if w.connection in due)
        ready = wait(due, max(0.0, first - time.monotonic()))
        for worker in list(self._workers):
            if worker.connection in ready:
                try:
                    yield worker, worker.connection.recv()
                except (EOFError, OSError):
                    is_memory, how = worker.death()
                    yield worker, ("memory" if is_memory else "crash", how)
                except Exception as error:  # noqa: BLE001 - a result that cannot be unpickled
                    yield worker, ("error", f"{type(error).__name__}: {error}")
            elif worker.connection in due and worker.is_out_of_time():
                yield worker, ("timeout", "was stopped: it did not end in time")

    def _settle(
        self,
        worker: Worker,
        message: tuple[Any, ...],
        waiting: deque[_Task[Job]],
        split: Callable[[Job], Sequence[Job]],
        n_items: Callable[[Job], int],
    ) -> Iterator[Done[Job, Any] | Poisoned[Job]]:
        kind, *rest = message
        task: _Task[Job] | None = worker.task
        if kind in {"begun", "item"} and task is not None:
            worker.item = rest[0] if rest else None
            n_allowed = 1 if rest else n_items(task.job)
            worker.allow(self.limits.seconds_for(n_allowed), self.limits.patience)
            return
        worker.task = None
        if kind == "fatal":
            self._drop(worker)
            raise rest[0]
        if kind == "ready":
            worker.ready(*rest)
            self._failed_starts = 0
        elif kind == "done" and task is not None:
            result, is_retiring = rest
            if is_retiring:
                self._drop(worker)
            yield Done(task.job, result)
        else:
            if kind != "error" or task is None:
                self._drop(worker)
            if task is not None:
                is_sure = kind == "error" or task.n_failures > 0
                if n_items(task.job) == 1 and is_sure:
                    yield Poisoned(task.job, kind, rest[0])
                else:
                    waiting.extendleft(reversed(_suspects(task, worker.item, split, n_items)))
            elif not worker.is_copy:  # a copy that failed is spawned the next time
                self._note_failed_start(rest[0])

    def _note_failed_start(self, how: str) -> None:
        self._failed_starts += 1
        if self._failed_starts >= MAX_FAILED_STARTS:
            raise NewsloomError(
                f"worker processes: {self._failed_starts} in a row {how} before their first job; "
                "check free memory, and `newsloom doctor` for the models"
            )


def _suspects(
    task: _Task[Job],
    item: int | None,
    split: Callable[[Job], Sequence[Job]],
    n_items: Callable[[Job], int],
) -> list[_Task[Job]]:
    """Return a failed task in parts, the item that was worked on alone; halves if that is not known."""
    parts = list(split(task.job))
    if len(parts) < 2:
        return [_Task(task.job, task.n_failures + 1)]
    if item is None:
        return [_Task(part, task.n_failures + 1) for part in parts]
    out: list[_Task[Job]] = []
    for part in parts:
        size = n_items(part)
        if 0 <= item < size:
            out += _suspects(_Task(part, task.n_failures), item, split, n_items)
        else:
            out.append(_Task(part, task.n_failures))
        item -= size
    return out
