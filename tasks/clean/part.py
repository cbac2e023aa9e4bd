"""Clean one part of a run: what a worker process does. Reads and writes staged Parquet files.

The libraries that clean are imported where they are used: a run that finds nothing new needs none of them (0.5 s).
"""

import time
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.clean.evidence import LineEvidence
from tasks.vocabulary.parts import Outcome, Part
from tasks.vocabulary.staging import Staging

EVIDENCE = "line_evidence.parquet"


def clean_part(part: Part) -> Outcome:
    """Clean the part's documents; stage `articles`, `removed_text` and `rejections` under the part's label."""
    from tasks.clean.batch import clean_batch

    started = time.perf_counter()
    staging = Staging(Path(part.folder))
    batch = clean_batch(part.rows(staging), _evidence(part.folder))
    staging.write("articles", part.label, batch.articles)
    staging.write("removed_text", part.label, batch.removed_text)
    if batch.rejections.num_rows:
        staging.write("rejections", f"clean-{part.label}", batch.rejections)
    return Outcome(
        part.end - part.start,
        batch.articles.num_rows,
        batch.rejections.num_rows,
        time.perf_counter() - started,
    )


def note_lines(part: Part) -> Outcome:
    """Stage the `outlet_lines` rows that the part's text documents contribute."""
    from tasks.clean.batch import lines_of_batch

    started = time.perf_counter()
    staging = Staging(Path(part.folder))
    lines = lines_of_batch(part.rows(staging))
    if lines.num_rows:
        staging.write("outlet_lines", part.label, lines)
    return Outcome(part.end - part.start, lines.num_rows, 0, time.perf_counter() - started)


def load_models() -> None:
    """Load what cleans, and this process's models of languages and of lines."""
    import tasks.clean.batch  # noqa: F401 - the libraries that clean
    from tasks.clean.language import identifier
    from tasks.clean.line_model import load_line_model

    identifier()
    load_line_model()


@lru_cache(maxsize=2)
def _evidence(folder: str) -> LineEvidence:
    path = Path(folder) / EVIDENCE
    rows: pa.Table | None = pq.read_table(path) if path.exists() else None
    return LineEvidence.from_table(rows) if rows is not None else LineEvidence()
