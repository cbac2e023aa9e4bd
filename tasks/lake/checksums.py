"""Our own SHA-256 of every data file: forty flipped bytes in a Parquet file can pass as another number.

Kept in `checksums.sqlite` beside the catalog. Data on an object store is checked by the store, not here.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tasks.lake.connect import Warehouse
from tasks.lake.sqlfiles import load_sql


@dataclass(frozen=True, slots=True)
class Damage:
    """A data file that is not what was written: where, and what is wrong with it."""

    path: str
    fault: str


def record_checksums(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> int:
    """Note the checksum of files that have none yet and forget files that are gone; return how many were noted.

    Called right after a commit, while the files are still in the system's cache.
    """
    if "://" in warehouse.data:
        return 0
    present = _files(con)
    with _noted(warehouse) as notes:
        known = {path for (path,) in notes.execute("SELECT path FROM files")}
        new = [(path, _sha256(Path(warehouse.data) / path)) for path in present if path not in known]
        notes.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", new)
        notes.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in known - present.keys()])
    return len(new)


def find_damage(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> list[Damage]:
    """Read every data file of every kept snapshot and return those that are missing, cut short or altered."""
    if "://" in warehouse.data:
        return []
    with _noted(warehouse) as notes:
        known = dict(notes.execute("SELECT path, sha256 FROM files").fetchall())
    out = []
    for path, n_bytes in _files(con).items():
        file = Path(warehouse.data) / path
        if not file.exists():
            out.append(Damage(path, "is missing"))
        elif file.stat().st_size != n_bytes:
            out.append(Damage(path, f"has {file.stat().st_size} bytes instead of {n_bytes}"))
        elif path in known and _sha256(file) != known[path]:
            out.append(Damage(path, "has other bytes than were written"))
    return out


def _files(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(con.execute(load_sql("maintenance/files")).fetchall())


@contextmanager
def _noted(warehouse: Warehouse) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(warehouse.root / "checksums.sqlite", timeout=10)) as notes, notes:
        notes.execute("CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL)")
        yield notes


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
