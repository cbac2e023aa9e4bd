"""The clean stage as Prefect tasks: evidence from the corpus first, then the parts in worker processes."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.clean.evidence import OUTLETS, SITE_BODIES
from tasks.clean.part import EVIDENCE, clean_part, note_lines
from tasks.lake.connect import Warehouse, connect
from tasks.lake.relations import show_run
from tasks.lake.sqlfiles import load_sql
from tasks.pool.parts import run_parts
from tasks.pool.progress import progress_artifact
from tasks.vocabulary.parts import Part, StageCounts
from tasks.vocabulary.run import Run

BOUNDS = {"site_bodies": SITE_BODIES, "outlets": OUTLETS}


@task(name="evidence", cache_policy=NO_CACHE)
def gather_evidence(run: Run, parts: Sequence[Part]) -> list[Part]:
    """Count the lines of outlets' pages; stage the verdicts, and the articles of the lake whose verdicts have turned.

    Returns:
        The parts that are to be cleaned: the new ones, and those of the lake that must be derived again.
    """
    for part in parts:  # a millisecond a document: not worth a worker's start
        note_lines(part)
    with connect(Warehouse.at(run.warehouse)) as con:
        con.execute("BEGIN TRANSACTION")  # the catalog is read once
        show_run(con, {"outlet_lines": run.staging.parts("outlet_lines")})
        if run.reprocess:
            con.execute(load_sql("clean/chosen_documents"), {"since": run.since, "source": run.source})
        else:
            flipped = load_sql("clean/flipped_documents").format(**BOUNDS)
            con.execute(f"create or replace temp table again as {flipped}")
        evidence = con.execute(load_sql("clean/line_evidence").format(**BOUNDS)).to_arrow_table()
        pq.write_table(evidence, run.staging.root / EVIDENCE)
        reader = con.execute(load_sql("clean/documents_again")).to_arrow_reader(run.batch_size)
        out = list(parts)
        for number, batch in enumerate(reader):
            if batch.num_rows:
                run.staging.write("again", f"{number:05d}", pa.Table.from_batches([batch]))
                out.append(Part(run.folder, "again", f"{number:05d}", 0, batch.num_rows))
    return out


@task(name="clean", cache_policy=NO_CACHE)
def clean(run: Run, parts: Sequence[Part]) -> StageCounts:
    """Clean some parts; a document that ends or outlives its worker is a rejection, and the others come through."""
    done = run_parts(run, "clean", clean_part, parts, progress_artifact("clean"))
    counts = {"documents": done.n_in, "articles": done.n_out, "rejected": done.n_rejected}
    return StageCounts("clean", counts, done.seconds)


def article_parts(run: Run) -> list[Part]:
    """Return the articles that cleaning has staged, as parts for the next stage."""
    paths = run.staging.parts("articles")
    sizes = [pq.read_metadata(path).num_rows for path in paths]
    return [
        Part(run.folder, "articles", path.stem, 0, size)
        for path, size in zip(paths, sizes, strict=True)
        if size
    ]
