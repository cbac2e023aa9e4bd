"""Enrich one part of a run: what a worker process does. The model is loaded once a process, when it is first needed."""

import time
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from tasks.enrich.batch import Enricher, EnrichSettings
from tasks.vocabulary.parts import Outcome, Part
from tasks.vocabulary.staging import Staging


def enrich_part(part: Part, settings: EnrichSettings) -> Outcome:
    """Enrich the articles of the part; stage `mentions`, `quotes`, `citations` and `rejections` under its label."""
    started = time.perf_counter()
    staging = Staging(Path(part.folder))
    articles = part.rows(staging)
    batch = enricher(settings).enrich(articles)
    staging.write("mentions", part.label, batch.mentions)
    staging.write("quotes", part.label, batch.quotes)
    staging.write("citations", part.label, batch.citations)
    if batch.rejections.num_rows:
        staging.write("rejections", f"enrich-{part.label}", with_origins(batch.rejections, staging))
    return Outcome(
        articles.num_rows, batch.quotes.num_rows, batch.rejections.num_rows, time.perf_counter() - started
    )


def with_origins(rejections: pa.Table, staging: Staging) -> pa.Table:
    """Fill in where the rejected articles came from: articles do not say, this run's documents do."""
    origins = staging.origins()
    found = [origins.get(document) for document in rejections["document_id"].to_pylist()]
    column = rejections.schema.get_field_index("origin")
    return rejections.set_column(column, rejections.schema.field(column), pa.array(found, pa.string()))


def load_models(settings: EnrichSettings) -> None:
    """Load this process's models."""
    enricher(settings).load()


@lru_cache(maxsize=1)
def enricher(settings: EnrichSettings) -> Enricher:
    """Return this process's enricher, loading its models the first time."""
    return Enricher(settings)
