"""The enrich stage as Prefect tasks: parts of cleaned articles in worker processes."""

from collections.abc import Sequence
from functools import partial

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.enrich.batch import EnrichSettings
from tasks.enrich.part import enrich_part
from tasks.pool.parts import run_parts
from tasks.pool.progress import progress_artifact
from tasks.vocabulary.parts import Part, StageCounts
from tasks.vocabulary.run import Run


@task(name="enrich", cache_policy=NO_CACHE)
def enrich(run: Run, parts: Sequence[Part]) -> StageCounts:
    """Enrich some parts; an article that ends or outlives its worker keeps its text and is noted as a rejection."""
    settings = EnrichSettings(model=run.model, attribution=run.attribution)
    read = partial(enrich_part, settings=settings)
    done = run_parts(run, "enrich", read, parts, progress_artifact("enrich"))
    counts = {"articles": done.n_in, "quotes": done.n_out, "rejected": done.n_rejected}
    return StageCounts("enrich", counts, done.seconds)
