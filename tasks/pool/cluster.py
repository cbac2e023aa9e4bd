"""The pool's interface over a Dask cluster: batches go to its workers, which hold them to the same bounds.

On each worker a job runs in a worker process of our own (`cluster_worker`), so a hostile page ends that one and not the
worker. A worker that is lost costs the jobs it had in hand, which the scheduler gives to another.
"""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, Self, cast

from tasks.pool.base import Pool
from tasks.pool.cluster_worker import look_around, prepare, work_on
from tasks.pool.outcomes import Done, Job, Poisoned, PoolLimits, Result
from tasks.vocabulary.errors import NewsloomError

CONNECT_SECONDS = 15
NO_WORKER_SECONDS = 60.0  # a worker that a nanny starts anew is back in 5 s, a machine in a minute
LOOK_SECONDS = 2.0
AHEAD = 3  # jobs sent per thread of the cluster: one in hand, the others near it
MAX_LOST = 3  # workers that one job may see go: a job cannot end its worker, so something else does


class DaskPool(Pool):
    """Runs jobs on the workers of a Dask cluster, or on one of this machine's own for as long as the pool is open.

    Args:
        address: of the scheduler, such as `tcp://10.0.0.5:8786`; None = start a cluster here.
        workers: how many worker processes that one has.
        folder: of the run's staging; every worker must see it.
        limits: what a job may take.
    """

    def __init__(
        self, address: str | None, workers: int, folder: Path, limits: PoolLimits | None = None
    ) -> None:
        self.limits = limits or PoolLimits()
        self._address = address
        self._workers = workers
        self._folder = str(folder)
        self._warm: tuple[Callable[[], object], ...] = ()
        self._client: Any = None
        self._open = contextlib.ExitStack()
        self._warming: list[Any] = []

    def __enter__(self) -> Self:
        """Connect, and see that each worker has the same Newsloom and the staging folder.

        Raises:
            NewsloomError: Dask is not installed, no scheduler or worker answers, or one is not fit.
        """
        dask = _dask()
        try:
            address = self._address or self._start_cluster()
            try:
                self._client = self._open.enter_context(
                    dask.Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="newsloom")
                )
                self._client.wait_for_workers(1, timeout=NO_WORKER_SECONDS)
            except (OSError, TimeoutError) as error:
                what = "has no workers" if self._client else "does not answer"
                raise NewsloomError(
                    f"the Dask scheduler at {address} {what}: start it, or mend --dask-address"
                ) from error
            self._refuse_unfit()
        except BaseException:
            self.close()
            raise
        return self

    def warm(self, function: Callable[[], object], at_most: int | None = None) -> None:
        """Have workers call `function` before their first job, up to `at_most` of them now, in the background."""
        self._warm = (*self._warm, function)
        for worker in islice(self._threads(), at_most):
            self._warming.append(
                self._client.submit(prepare, self._warm, self.limits, workers=[worker], pure=False)
            )

    def run(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        split: Callable[[Job], Sequence[Job]],
        n_items: Callable[[Job], int],
    ) -> Iterator[Done[Job, Result] | Poisoned[Job]]:
        """Yield what comes of each job, as it comes; see `Pool.run`.

        Raises:
            NewsloomError: as there; or the scheduler, or all workers, are gone.
        """
        source = iter(jobs)
        sent: dict[Any, tuple[Job, int]] = {}

        def send(job: Job, n_lost: int) -> None:
            how = (self._warm, self.limits, self._folder)
            sent[self._client.submit(work_on, function, job, split, n_items, how, pure=False)] = (job, n_lost)

        try:
            while True:
                for job in islice(source, AHEAD * max(1, sum(self._threads().values())) - len(sent)):
                    send(job, 0)
                if not sent:
                    return
                for future in self._finished(sent):
                    job, n_lost = sent.pop(future)
                    outcomes = self._outcomes(future, n_lost)
                    if outcomes is None:
                        send(job, n_lost + 1)
                    else:
                        yield from cast("list[Done[Job, Result] | Poisoned[Job]]", outcomes)
        finally:
            if sent:  # left early: nobody wants the rest
                with contextlib.suppress(Exception):
                    self._client.cancel(list(sent), force=True)

    def close(self) -> None:
        """Leave the cluster; end it if it was started here."""
        self._warming.clear()
        self._open.close()

    def _start_cluster(self) -> str:
        cluster = _dask().LocalCluster(
            n_workers=max(1, self._workers),
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=0,  # ours is on the process that holds the page
            silence_logs="ERROR",
        )
        self._open.enter_context(cluster)
        return str(cluster.scheduler_address)

    def _refuse_unfit(self) -> None:
        try:
            told: dict[str, str | None] = self._client.run(look_around, self._folder, version("newsloom"))
        except ImportError as error:
            raise NewsloomError(f"a Dask worker has no Newsloom installed ({error})") from error
        for worker, fault in told.items():
            if fault:
                raise NewsloomError(f"the Dask worker {worker} {fault}")

    def _threads(self) -> dict[str, int]:
        try:
            return dict(self._client.nthreads())
        except Exception as error:
            raise self._gone() from error

    def _gone(self) -> NewsloomError:
        return NewsloomError(
            f"the Dask scheduler{f' at {self._address}' if self._address else ''} has gone away; "
            "nothing was published, run again when it is back"
        )

    def _finished(self, sent: Iterable[Any]) -> list[Any]:
        """Wait for the first of some futures; return all that are done."""
        deadline = time.monotonic() + NO_WORKER_SECONDS
        while True:
            try:
                with self._client.as_current():
                    return list(_dask().wait(list(sent), LOOK_SECONDS, "FIRST_COMPLETED").done)
            except TimeoutError:
                if self._threads():
                    deadline = time.monotonic() + NO_WORKER_SECONDS
                elif time.monotonic() > deadline:
                    raise NewsloomError(
                        "no Dask worker is left; nothing was published, start some and run again"
                    ) from None
            except Exception as error:  # a future is cancelled when the scheduler goes
                raise self._gone() from error

    def _outcomes(self, future: Any, n_lost: int) -> list[Any] | None:
        """Return what came of a job; None if it must be sent again, because its workers were lost."""
        if future.status == "finished":
            return list(future.result())
        if future.status != "error":
            raise self._gone()
        error = future.exception()
        if isinstance(error, _dask().KilledWorker):
            if n_lost + 1 < MAX_LOST:
                return None
            raise NewsloomError(
                "Dask workers end one after the other, and not by their work: look at their logs and their memory"
            ) from error
        raise error


def n_workers(address: str) -> int:
    """Return how many workers a Dask cluster has.

    Raises:
        NewsloomError: Dask is not installed, or the scheduler does not answer.
    """
    try:
        with _dask().Client(address, timeout=CONNECT_SECONDS, set_as_default=False) as client:
            return len(client.nthreads())
    except (OSError, TimeoutError) as error:
        raise NewsloomError("the scheduler does not answer: start it, or mend --dask-address") from error


def _dask() -> Any:
    """Import Dask now: it takes a second, and is an optional package."""
    try:
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise NewsloomError("the runner dask needs Dask: pip install 'newsloom[dask]'") from error
    return distributed
