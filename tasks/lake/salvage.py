"""Read what can still be read of damaged files of `documents`: raw bytes cannot be derived from anything."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.lake.checksums import Damage
from tasks.vocabulary.schemas import TABLES

NOT_KNOWN = "origin not readable"


class LostDocument(NamedTuple):
    """A document whose raw bytes are lost, and where it came from, if that can still be read."""

    document_id: str
    origin: str


def salvage(damages: Sequence[Damage], data: Path) -> tuple[pa.Table, list[LostDocument]]:
    """Return the documents of damaged files whose bytes still have their checksum, and those that are lost."""
    saved: list[pa.Table] = []
    lost: dict[str, str] = {}
    for damage in damages:
        file = data / damage.path
        found = [_of(damage, table) for table in _row_groups(file)]
        saved += found
        whole = {one for table in found for one in table["document_id"].to_pylist()}
        origins = _origins(file)
        for document in sorted((damage.documents or frozenset(origins)) - whole):
            lost[document] = origins.get(document, NOT_KNOWN)
    rows = pa.concat_tables([TABLES["documents"].empty_table(), *saved])
    return rows, [LostDocument(*item) for item in sorted(lost.items())]


def _of(damage: Damage, rows: pa.Table) -> pa.Table:
    """Return the rows whose ids are those that were written."""
    if damage.documents is None:
        return rows
    return rows.filter(pc.is_in(rows["document_id"], pa.array(sorted(damage.documents))))


def _row_groups(file: Path) -> Iterator[pa.Table]:
    """Yield the sound rows of each row group that can be read."""
    try:
        with pq.ParquetFile(file) as parquet:
            for number in range(parquet.num_row_groups):
                try:
                    rows = parquet.read_row_group(number, columns=TABLES["documents"].names)
                    rows = rows.cast(TABLES["documents"])
                except (OSError, ValueError, pa.ArrowException):
                    continue
                sound = [
                    hashlib.sha256(raw or b"").hexdigest() == wanted
                    for raw, wanted in zip(
                        rows["raw"].to_pylist(), rows["raw_sha256"].to_pylist(), strict=True
                    )
                ]
                yield rows.filter(pa.array(sound))
    except (OSError, ValueError, pa.ArrowException):
        return


def _origins(file: Path) -> dict[str, str]:
    """Return the origin of each document of a file of which these two columns can still be read."""
    try:
        ids, origins = pq.read_table(file, columns=["document_id", "origin"]).columns
        return dict(zip(ids.to_pylist(), origins.to_pylist(), strict=True))
    except (OSError, ValueError, pa.ArrowException):
        return {}
