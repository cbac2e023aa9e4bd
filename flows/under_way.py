"""What surrounds a run: the writer's lock, a staging folder of its own, and the worker processes."""

import contextlib
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flows.leaving import promptly
from flows.parameters import RunParameters
from tasks.clean.part import load_models as load_clean_models
from tasks.enrich.batch import EnrichSettings
from tasks.enrich.part import load_models as load_enrich_models
from tasks.lake.connect import Warehouse, connect, kept_open
from tasks.lake.lock import writer_lock
from tasks.lake.schema import ensure_schema
from tasks.pool.parts import cluster, warm, workers
from tasks.vocabulary.parts import Part
from tasks.vocabulary.run import Attribution, Run

LOCK_WAIT_S = 3600.0  # a second run waits for the first: it may be a long one


@contextlib.contextmanager
def run_under_way(parameters: RunParameters) -> Iterator[Run]:
    """Hold the warehouse for one run; leave nothing behind but what was published.

    A staging folder left by a run that was killed is swept away: its inputs are still unknown to the lake, so the
    work is done again.
    """
    warehouse = Warehouse.at(parameters.warehouse)
    started = datetime.now(UTC)
    run_id = f"r_{started:%Y%m%dT%H%M%S}_{uuid.uuid4().hex[:8]}"
    with writer_lock(warehouse, f"run {run_id}", wait_seconds=LOCK_WAIT_S) as hold:
        _sweep(warehouse.staging)
        folder = warehouse.staging / run_id
        folder.mkdir(parents=True)
        run = Run(
            run_id=run_id,
            warehouse=str(warehouse.root),
            folder=str(folder),
            inputs=tuple(parameters.inputs),
            model=parameters.model,
            attribution=parameters.attribution,
            reprocess=parameters.reprocess and not parameters.damaged,
            stage=parameters.stage,
            repair=parameters.damaged,
            batch_size=parameters.batch_size,
            since=parameters.since,
            source=parameters.source,
            moved=tuple(parameters.moved_from.items()),
        )
        try:
            with promptly(), kept_open(warehouse), _hands(parameters, folder):
                if not run.repair:  # what describes the tables may itself be damaged
                    with connect(warehouse) as con:
                        ensure_schema(con)
                        hold.begin(con)
                yield run
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _hands(parameters: RunParameters, folder: Path) -> contextlib.AbstractContextManager[None]:
    """Open what batches are worked on with: processes here, or a Dask cluster."""
    if parameters.runner == "dask":
        return cluster(parameters.dask_address, parameters.workers, folder)
    return workers(parameters.workers)


def warm_workers(run: Run, parts: Sequence[Part]) -> None:
    """Have the worker processes load the models now, while this process goes on."""
    warm(_models(run.model, run.attribution), at_most=len(parts))


@contextlib.contextmanager
def head_start(parameters: RunParameters) -> Iterator[None]:
    """Use the seconds that a Prefect server takes to start.

    Where the warehouse has documents there may be nothing to do, so it is opened and no more. Into a new one all that
    comes is new: a worker process loads the models already, and this process what it will read the lines with.
    """
    warehouse = Warehouse.at(parameters.warehouse)
    if warehouse.exists:
        with kept_open(warehouse):
            yield
        return
    if parameters.runner == "dask" or not parameters.workers:
        yield
        return
    import tasks.clean.batch  # noqa: F401 - loads the libraries that clean

    with workers(parameters.workers):
        warm(_models(parameters.model, parameters.attribution), at_most=1)
        yield


def _models(model: str, attribution: Attribution) -> list[Callable[[], None]]:
    return [
        load_clean_models,
        partial(load_enrich_models, EnrichSettings(model=model, attribution=attribution)),
    ]


def _sweep(staging: Path) -> None:
    """Remove what killed runs have left; the caller holds the lock, so nobody else's work is among it."""
    for leftover in staging.glob("r_*"):
        shutil.rmtree(leftover, ignore_errors=True)
