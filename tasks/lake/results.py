"""Write a query's result as a table to look at, CSV, JSON or Parquet."""

import contextlib
import csv
import io
import shutil
import tempfile
from typing import BinaryIO, Literal, TextIO

import duckdb
import pyarrow.parquet as pq

from tasks.lake.sqlfiles import quote

Format = Literal["table", "csv", "json", "parquet"]

FETCH = 1_000
"""Rows fetched at a time, so that a large result is never in memory."""

MAX_ROWS = 50
"""Rows that a table on the screen shows."""


def write_result(
    result: duckdb.DuckDBPyRelation, form: Format, text: TextIO, binary: BinaryIO, *, width: int = 120
) -> None:
    """Write a result to one of two streams: Parquet to `binary`, everything else to `text`.

    Args:
        result: of `query.run_sql`.
        form: which form.
        text: stream for table, csv and json.
        binary: stream for parquet; need not be seekable.
        width: how wide a table may be, in characters.
    """
    if form == "table":
        text.write(as_table(result, width))
    elif form == "csv":
        write_csv(result, text)
    elif form == "json":
        write_json(result, text)
    else:
        write_parquet(result, binary)


def as_table(result: duckdb.DuckDBPyRelation, width: int = 120) -> str:
    """Return the first rows, drawn with lines, as wide as the screen."""
    drawn = io.StringIO()
    with contextlib.redirect_stdout(drawn):
        result.show(max_width=width, max_rows=MAX_ROWS)
    return drawn.getvalue()


def write_csv(result: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """Write a header and the rows; lists and structs as JSON, NULL as nothing."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    columns = ", ".join(
        _as_text(name, str(kind)) for name, kind in zip(result.columns, result.types, strict=True)
    )
    rows = result.query("result", f"SELECT {columns} FROM result")
    while batch := rows.fetchmany(FETCH):
        writer.writerows(batch)


def _as_text(name: str, kind: str) -> str:
    quoted = _identifier(name)
    nested = kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION"))
    return f"to_json({quoted})::VARCHAR" if nested else f"{quoted}::VARCHAR"


def write_json(result: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """Write an array of objects, one a line."""
    fields = ", ".join(f"{quote(name)}, {_identifier(name)}" for name in result.columns)
    rows = result.query("result", f"SELECT json_object({fields})::VARCHAR FROM result")
    out.write("[")
    lead = "\n"
    while batch := rows.fetchmany(FETCH):
        for (row,) in batch:
            out.write(f"{lead}{row}")
            lead = ",\n"
    out.write("\n]\n")


def write_parquet(result: duckdb.DuckDBPyRelation, out: BinaryIO) -> None:
    """Write plain Parquet, compressed with zstd."""
    with tempfile.TemporaryFile() as scratch:  # Parquet needs to know where it is; a pipe does not
        batches = result.to_arrow_reader(FETCH * 10)
        with pq.ParquetWriter(scratch, batches.schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
        scratch.seek(0)
        shutil.copyfileobj(scratch, out)


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
