"""Run a stage over the parts of a run in this process's pool; a document that cannot be borne becomes a rejection."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tasks.pool.base import Pool
from tasks.pool.cluster import DaskPool
from tasks.pool.inline import open_pool
from tasks.pool.outcomes import Poisoned
from tasks.vocabulary.errors import NewsloomError
from tasks.vocabulary.parts import Outcome, Part
from tasks.vocabulary.run import Run
from tasks.vocabulary.schemas import rows_to_table

ADVICE = "; its raw bytes are kept in documents"
FAULT_SHARE, FAULT_LEAST = 0.5, 5  # exceptions on so many documents are no fault of the documents

_pools: list[Pool] = []


@contextlib.contextmanager
def workers(count: int) -> Iterator[None]:
    """Give `run_parts` a pool of so many processes while the block runs; they start when the first part comes.

    Within another such block its pool serves on: its workers may have loaded their models already.
    """
    if _pools:
        yield
        return
    with _serving(open_pool(count)):
        yield


@contextlib.contextmanager
def cluster(address: str | None, count: int, folder: Path) -> Iterator[None]:
    """Give `run_parts` a Dask cluster while the block runs: see `DaskPool`, also for the errors."""
    with _serving(DaskPool(address, count, folder)):
        yield


@contextlib.contextmanager
def _serving(opened: Pool) -> Iterator[None]:
    with opened as pool:
        _pools.append(pool)
        try:
            yield
        finally:
            _pools.remove(pool)


def run_parts(
    run: Run,
    stage: str,
    function: Callable[[Part], Outcome],
    parts: Sequence[Part],
    tell: Callable[[float], None] = lambda _share: None,
) -> Outcome:
    """Call `function` for every part, in the pool if one is open, else here.

    Args:
        run: the run, for its staging folder.
        stage: named in the rejections of documents that ended or outlived their worker.
        function: picklable; stages its results and returns their counts.
        parts: of the run's staged documents or articles.
        tell: called with the share of documents done, 0 to 1.

    Raises:
        NewsloomError: at least half of the documents met an exception: the fault lies with the installation, and
            publishing them as rejected would hide it.
    """
    pool = _pools[-1] if _pools else open_pool(0)
    total = sum(part.end - part.start for part in parts)
    outcome, done, n_errors = Outcome(), 0, 0
    if isinstance(pool, DaskPool):
        function = partial(_afresh, stage, function)
    for result in pool.run(function, parts, split=Part.halves, n_items=_size):
        if isinstance(result, Poisoned):
            _reject(run, stage, result)
            n_errors += result.reason == "error"
            if n_errors >= max(FAULT_LEAST, FAULT_SHARE * total):
                raise NewsloomError(
                    f"{stage} failed on {n_errors} of {total} documents, last with: {result.detail}; "
                    "nothing was published; look at `newsloom doctor`"
                )
            outcome = outcome.plus(Outcome(1, 0, 1, 0.0))
        else:
            outcome = outcome.plus(result.result)
        done += _size(result.job)
        tell(done / total)
    return outcome


def warm(loads: Sequence[Callable[[], object]], at_most: int) -> None:
    """Have up to so many of the open pool's workers start and call `loads` (picklable) now, in the background."""
    if _pools:
        _pools[-1].warm(partial(_call_each, tuple(loads)), at_most=max(1, at_most))


def dismiss_workers() -> None:
    """Let the open pool's workers go, with their memory: no part comes for now."""
    if _pools:
        _pools[-1].rest()


def _call_each(functions: Sequence[Callable[[], object]]) -> None:
    for function in functions:
        function()


def _afresh(stage: str, function: Callable[[Part], Outcome], part: Part) -> Outcome:
    """Call a stage on a part, without what a worker that was lost may have staged of smaller parts of it."""
    start = f"{part.table}-{part.name}-"
    for path in Path(part.folder).glob(f"*/*{start}*.parquet"):
        row = path.stem.removeprefix(f"{stage}-").removeprefix(start)
        if row.isdecimal() and part.start < int(row) < part.end:
            path.unlink(missing_ok=True)
    return function(part)


def _size(part: Part) -> int:
    return part.end - part.start


def _reject(run: Run, stage: str, poisoned: Poisoned[Part]) -> None:
    """Stage a rejection for the one document of a part."""
    part = poisoned.job
    row = part.rows(run.staging).to_pylist()[0]
    rejection: dict[str, object] = {
        "document_id": row["document_id"],
        "origin": run.staging.origins()[row["document_id"]],
        "stage": stage,
        "reason": poisoned.reason,
        "detail": f"{stage} {poisoned.detail}{ADVICE}",
    }
    run.staging.write(
        "rejections", f"{stage}-poisoned-{part.label}", rows_to_table("rejections", [rejection])
    )
