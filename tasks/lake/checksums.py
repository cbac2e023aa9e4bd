"""Our own SHA-256 of every data file: forty flipped bytes in a Parquet file can pass as another number.

Kept in `checksums.sqlite` beside the catalog, with the documents whose rows each file holds, so that a file that is lost
can be derived again. Data on an object store is checked by the store, not here.
"""

import contextlib
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.lake.connect import Warehouse
from tasks.lake.kept import PREFIX
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.errors import NewsloomError

NOTES = (
    "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS held (path TEXT PRIMARY KEY, documents BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS set_aside (path TEXT PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS owed (document_id TEXT PRIMARY KEY)",
)
NAMING = ("document_id", "article_id", "article_a", "article_b")
"""Columns that name a document, or the article of it: the digits of both ids are the same."""


class LakeFile(NamedTuple):
    """A data or delete file as the catalog knows it; `data_file_id` is that of the data file it is or belongs to."""

    n_bytes: int
    table: str
    data_file_id: int
    is_delete: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Damage:
    """A data file that is not what was written.

    Attributes:
        path: of the file, under the data path.
        fault: what is wrong with it.
        table: whose rows it holds.
        file: what the catalog says of it.
        documents: ids of the documents whose rows it holds; None if they are not known or the table is of no document.
    """

    path: str
    fault: str
    table: str
    file: LakeFile
    documents: frozenset[str] | None

    def told(self) -> str:
        """Say it in one line."""
        whose = f"table {self.table}"
        if self.documents:
            some = ", ".join(f"a{one[1:]}" for one in sorted(self.documents)[:3])
            more = f" and {len(self.documents) - 3} more" if len(self.documents) > 3 else ""
            whose += f", articles {some}{more}"
        history = "" if self.file.is_current else "; only earlier snapshots need it"
        return f"{self.path} {self.fault} ({whose}{history})"


def record_checksums(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> int:
    """Note the checksum of files that have none yet and forget files that are gone; return how many were noted.

    Called right after a commit, while the files are still in the system's cache.
    """
    if "://" in warehouse.data:
        return 0
    present = lake_files(con)
    with notes_of(warehouse) as notes:
        known = {path for (path,) in notes.execute("SELECT path FROM files")}
        set_aside = {path for (path,) in notes.execute("SELECT path FROM set_aside")}
        new = [path for path in present if path not in known and path not in set_aside]
        for path in new:
            file = Path(warehouse.data) / path
            notes.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, _sha256(file)))
            if held := None if present[path].table.startswith(PREFIX) else _documents_in(file):
                packed = zlib.compress("\n".join(sorted(held)).encode())
                notes.execute("INSERT OR REPLACE INTO held VALUES (?, ?)", (path, packed))
        for table in ("files", "held", "set_aside"):
            noted = {path for (path,) in notes.execute(f"SELECT path FROM {table}")}
            gone = [(path,) for path in noted - present.keys()]
            notes.executemany(f"DELETE FROM {table} WHERE path = ?", gone)
    return len(new)


def find_damage(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> list[Damage]:
    """Read every data file of every kept snapshot and return those that are missing, cut short or altered.

    Files that a repair has set aside already are passed over.
    """
    if "://" in warehouse.data:
        return []
    with notes_of(warehouse) as notes:
        known = dict(notes.execute("SELECT path, sha256 FROM files").fetchall())
        set_aside = {path for (path,) in notes.execute("SELECT path FROM set_aside")}
        held = dict(notes.execute("SELECT path, documents FROM held").fetchall())
    out = []
    for path, file in lake_files(con).items():
        if path not in set_aside and (fault := _fault(Path(warehouse.data) / path, file, known.get(path))):
            packed = held.get(path)
            documents = frozenset(zlib.decompress(packed).decode().split("\n")) if packed else None
            out.append(Damage(path, fault, file.table, file, documents))
    return out


def _fault(file: Path, wanted: LakeFile, sha256: str | None) -> str:
    if not file.exists():
        return "is missing"
    if file.stat().st_size != wanted.n_bytes:
        return f"has {file.stat().st_size} bytes instead of {wanted.n_bytes}"
    if sha256 and _sha256(file) != sha256:
        return "has other bytes than were written"
    return ""


def _documents_in(file: Path) -> set[str]:
    """Return the ids of the documents that a data file has rows of, or of whose articles; nothing if it names none."""
    found: set[str] = set()
    with contextlib.suppress(OSError, pa.ArrowException):  # then a repair takes all documents for touched
        names = [name for name in NAMING if name in pq.read_schema(file).names]
        for column in pq.read_table(file, columns=names).itercolumns() if names else ():
            found |= {f"d{one[1:]}" for one in column.unique().to_pylist() if one}
    return found


def lake_files(con: duckdb.DuckDBPyConnection) -> dict[str, LakeFile]:
    """Return all files of all kept snapshots by their path under the data path."""
    return {path: LakeFile(*rest) for path, *rest in con.execute(load_sql("maintenance/files")).fetchall()}


@contextmanager
def notes_of(warehouse: Warehouse) -> Iterator[sqlite3.Connection]:
    """Open the notes beside the catalog; what the block writes is committed at its end.

    Raises:
        NewsloomError: they cannot be read, or not be written where that is asked.
    """
    file = warehouse.root / "checksums.sqlite"
    try:
        with closing(sqlite3.connect(file, timeout=10)) as notes, notes:
            if os.access(warehouse.root, os.W_OK) or not file.exists():
                for statement in NOTES:
                    notes.execute(statement)
            yield notes
    except sqlite3.Error as error:
        raise NewsloomError(
            f"{file} cannot be used: {error}; if it is damaged, remove it: checksums are noted anew by the next run"
        ) from error


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
