"""`.parquet`: one article a row, read a few rows at a time."""

import base64
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.read.found import Found, Rejection
from tasks.read.limits import ReadLimits
from tasks.read.paths import SourceFile
from tasks.read.records import SeenIds, read_record
from tasks.vocabulary.encodings import decode, is_text

ROWS_AT_ONCE = 32  # with pages of 100 KB: 3 MB


def read_parquet(file: SourceFile, limits: ReadLimits) -> Iterator[Found]:
    """Yield a row or a rejection for each row of the file; rows are counted from 1.

    Raises:
        OSError: the file cannot be read.
    """
    origin = str(file.path)
    number = 0
    if file.path.stat().st_size == 0:
        yield Rejection(origin, "empty", "the file has no bytes; nothing to read")
        return
    try:
        with pq.ParquetFile(file.path, pre_buffer=False, buffer_size=1 << 20) as table:
            names = table.schema_arrow.names
            if not {"html", "text"} & set(names):
                detail = f"no column `html` or `text` (it has: {', '.join(names)[:200]})"
                yield Rejection(origin, "bad_parquet", detail)
                return
            seen = SeenIds()
            for batch in table.iter_batches(batch_size=ROWS_AT_ONCE):
                for record in _records(batch):
                    number += 1
                    yield read_record(record, f"{origin}#row={number}", seen, limits)
            if number == 0:
                yield Rejection(origin, "empty", "a table without rows; nothing to read")
    except (pa.ArrowException, OSError, OverflowError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:  # the disk's fault; Arrow's own have no number
            raise
        left = f"the rows after {number} were not read" if number else "not a whole Parquet file"
        detail = f"{str(error)[:300]}; {left}"
        yield Rejection(origin, "bad_parquet", detail)


def _records(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    columns = [_microseconds(column) for column in batch.columns]
    rows = pa.RecordBatch.from_arrays(columns, names=batch.schema.names).to_pylist()
    return [{name: json_value(value) for name, value in row.items() if value is not None} for row in rows]


def _microseconds(column: pa.Array) -> pa.Array:
    """Cast times in nanoseconds, for which Python has no type of its own."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column


def json_value(value: Any) -> Any:
    """Return a value as JSON can hold it: times as ISO 8601, bytes as their text, NaN as nothing."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
        case date() | time():
            return value.isoformat()
        case bytes():
            text = decode(value).text
            return text if is_text(value, text) else base64.b64encode(value).decode("ascii")
        case dict():
            return {str(key): json_value(item) for key, item in value.items()}
        case list() | tuple():
            return [json_value(item) for item in value]
        case _:
            return str(value)
