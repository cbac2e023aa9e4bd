"""The read stage as a Prefect task: inputs in, staged documents that the warehouse does not have yet out."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.lake.connect import Warehouse, connect
from tasks.lake.sqlfiles import load_sql
from tasks.read.documents import read_documents
from tasks.vocabulary.parts import Part, StageCounts
from tasks.vocabulary.run import Run
from tasks.vocabulary.schemas import TABLES

SMALL_RUN = 24  # fewer new documents than this: loading a second model costs more than it saves


@dataclass(slots=True)
class Found:
    """What reading has found. All counts are of documents.

    Attributes:
        n_in: read, repeats within the run included.
        n_known: in the warehouse already.
        n_rejected: left out, now or in an earlier run.
        n_rejected_new: left out for the first time.
        n_not_found: inputs that do not exist.
        parts: the staged documents that are new.
        digest: of the ids of everything read, whatever its order.
    """

    n_in: int = 0
    n_known: int = 0
    n_new: int = 0
    n_rejected: int = 0
    n_rejected_new: int = 0
    n_not_found: int = 0
    parts: list[Part] = field(default_factory=list)
    digest: str = ""
    seconds: float = 0.0

    def counted(self) -> StageCounts:
        """The stage's line in the report."""
        counts = {"inputs": self.n_in, "new": self.n_new, "known": self.n_known, "rejected": self.n_rejected}
        return StageCounts("read", counts, self.seconds)


@task(name="read", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=2)
def read(run: Run) -> Found:
    """Read all inputs as a stream and stage what is new; known documents and known rejections are passed over."""
    started = time.monotonic()
    found = Found()
    ids: list[str] = []
    with connect(Warehouse.at(run.warehouse)) as con:
        for documents in _in_parts(_new_documents(con, run, found, ids), run.batch_size):
            name = f"{len(found.parts):05d}"
            run.staging.write("documents", name, documents)
            found.parts.append(Part(run.folder, "documents", name, 0, documents.num_rows))
    found.n_new = sum(part.end for part in found.parts)
    found.digest = hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
    if len(found.parts) == 1 and found.n_new >= SMALL_RUN:
        found.parts = found.parts[0].halves()
    found.seconds = time.monotonic() - started
    return found


def _new_documents(
    con: duckdb.DuckDBPyConnection, run: Run, found: Found, ids: list[str]
) -> Iterator[pa.Table]:
    """Yield the new documents of each batch, keep the books, and stage new rejections."""
    for number, read_batch in enumerate(read_documents(run.inputs)):
        batch = read_batch._replace(
            documents=_with_origins(read_batch.documents, run),
            rejections=_with_origins(read_batch.rejections, run),
        )
        found.n_in += batch.documents.num_rows + batch.rejections.num_rows + batch.n_repeats
        found.n_rejected += batch.rejections.num_rows
        found.n_not_found += sum(reason == "not_found" for reason in batch.rejections["reason"].to_pylist())
        ids += batch.documents["document_id"].to_pylist()
        new = _without_known(con, "read/new_documents", batch.documents)
        found.n_known += batch.documents.num_rows - new.num_rows + batch.n_repeats
        if batch.rejections.num_rows:
            rejections = _without_known(con, "read/new_rejections", batch.rejections)
            found.n_rejected_new += rejections.num_rows
            if rejections.num_rows:
                run.staging.write("rejections", f"read-{number:05d}", rejections)
        if new.num_rows:
            yield new


def _with_origins(rows: pa.Table, run: Run) -> pa.Table:
    """Let origins name where files lay before they were claimed."""
    column = rows.schema.get_field_index("origin")
    for now, before in run.moved:
        origins = pc.replace_substring(
            rows["origin"], pattern=f"{now}/", replacement=f"{before}/", max_replacements=1
        )
        rows = rows.set_column(column, rows.schema.field(column), origins)
    return rows


def _without_known(con: duckdb.DuckDBPyConnection, query: str, rows: pa.Table) -> pa.Table:
    """Return the rows that the warehouse does not have, by a query over the relation `incoming`."""
    try:  # to ask duckdb_tables() would read the statistics of every file: 0.3 s where there are many
        con.execute("SELECT 1 FROM lake.documents LIMIT 0")
    except duckdb.CatalogException:
        return rows
    con.register("incoming", rows)
    kept = con.execute(load_sql(query)).to_arrow_table()
    con.unregister("incoming")
    return kept.cast(rows.schema)


def _in_parts(batches: Iterator[pa.Table], size: int) -> Iterator[pa.Table]:
    """Cut a stream of tables into tables of `size` rows; the last may be smaller."""
    waiting = TABLES["documents"].empty_table()
    for batch in batches:
        waiting = pa.concat_tables([waiting, batch]).combine_chunks()
        while waiting.num_rows >= size:
            yield waiting.slice(0, size)
            waiting = waiting.slice(size)
    if waiting.num_rows:
        yield waiting
