"""What surrounds a run: the writer's lock, a staging folder of its own, and the worker processes."""

import contextlib
import shutil
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flows.parameters import RunParameters
from tasks.enrich.batch import EnrichSettings
from tasks.enrich.part import load_models
from tasks.lake.connect import Warehouse, connect
from tasks.lake.lock import writer_lock
from tasks.lake.schema import ensure_schema
from tasks.pool.parts import warm, workers
from tasks.vocabulary.parts import Part
from tasks.vocabulary.run import Run

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
    with writer_lock(warehouse, f"run {run_id}", wait_seconds=LOCK_WAIT_S):
        _sweep(warehouse.staging)
        with connect(warehouse) as con:
            ensure_schema(con)
        folder = warehouse.staging / run_id
        folder.mkdir(parents=True)
        run = Run(
            run_id=run_id,
            warehouse=str(warehouse.root),
            folder=str(folder),
            inputs=tuple(parameters.inputs),
            model=parameters.model,
            attribution=parameters.attribution,
            reprocess=parameters.reprocess,
            batch_size=parameters.batch_size,
        )
        try:
            with workers(parameters.workers):
                yield run
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def warm_workers(run: Run, parts: Sequence[Part]) -> None:
    """Have the worker processes load the models now, while this process goes on."""
    warm(partial(load_models, EnrichSettings(model=run.model, attribution=run.attribution)), parts)


def _sweep(staging: Path) -> None:
    """Remove what killed runs have left; the caller holds the lock, so nobody else's work is among it."""
    for leftover in staging.glob("r_*"):
        shutil.rmtree(leftover, ignore_errors=True)
