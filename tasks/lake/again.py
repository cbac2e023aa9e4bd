"""Rows of the lake staged as if a run had just made them, so that its later stages derive the rest again."""

import time
from collections.abc import Collection

import duckdb
import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.lake.connect import Warehouse, connect
from tasks.lake.relations import AGAIN
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.parts import Part, StageCounts
from tasks.vocabulary.run import Run
from tasks.vocabulary.schemas import TABLES

KEPT = ("articles", "removed_text", "rejections", AGAIN)
"""What a run that begins with enriching takes from the lake: sql/again has the query of each."""


def stage_documents(con: duckdb.DuckDBPyConnection, run: Run, ids: Collection[str] | None) -> list[Part]:
    """Stage documents of the lake, to be cleaned and all that follows; None = all documents. Returns the parts."""
    fields = {"ids": sorted(ids or ()), "all": ids is None}
    batches = con.execute(load_sql("maintenance/owed_documents"), fields).to_arrow_reader(run.batch_size)
    parts: list[Part] = []
    for batch in batches:
        if batch.num_rows:
            name = f"owed-{len(parts):05d}"
            run.staging.write(AGAIN, name, pa.Table.from_batches([batch]))
            parts.append(Part(run.folder, AGAIN, name, 0, batch.num_rows))
    return parts


@task(name="articles", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=2)
def take_articles(run: Run) -> StageCounts:
    """Stage the cleaned articles of the chosen documents just as the lake has them."""
    started = time.monotonic()
    n_articles = 0
    with connect(Warehouse.at(run.warehouse)) as con:
        con.execute("BEGIN TRANSACTION")
        con.execute(load_sql("clean/chosen_documents"), {"since": run.since, "source": run.source})
        for table in KEPT:
            rows = con.execute(load_sql(f"again/{table}")).to_arrow_reader(run.batch_size)
            for number, batch in enumerate(rows):
                if batch.num_rows:
                    kept = pa.Table.from_batches([batch])
                    kept = kept.cast(TABLES[table]) if table in TABLES else kept
                    run.staging.write(table, f"kept-{number:05d}", kept)
                    n_articles += kept.num_rows if table == "articles" else 0
    return StageCounts("clean", {"articles": n_articles}, time.monotonic() - started)
