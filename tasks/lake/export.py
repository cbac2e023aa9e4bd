"""Write one consistent snapshot as plain Parquet files that need no catalog to be read."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tasks.lake.connect import Warehouse, connect
from tasks.lake.schema import Relation, table_relations, view_relations
from tasks.lake.sqlfiles import quote
from tasks.lake.transaction import current_snapshot
from tasks.vocabulary.errors import NewsloomError


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the snapshot, and the number of rows of each file."""

    snapshot_id: int
    rows: dict[str, int]


def export(warehouse: Warehouse, folder: Path, snapshot: int | None = None) -> Exported:
    """Write every table but bookkeeping and every view of one snapshot to `folder/<name>.parquet`, sorted by key.

    Files are moved into place when all are written; other files of the folder stay.

    Args:
        warehouse: what to export.
        folder: made if it is not there.
        snapshot: which state; None = the current one.

    Raises:
        NewsloomError: there is no such warehouse or snapshot, or the folder cannot be written.
    """
    if snapshot is None:
        with connect(warehouse, read_only=True) as con:
            snapshot = current_snapshot(con)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
    except OSError as error:
        raise NewsloomError(f"cannot write to {folder}: {error.strerror}") from error
    try:
        rows = _write_all(warehouse, snapshot, scratch)
        for name in rows:
            (scratch / f"{name}.parquet").replace(folder / f"{name}.parquet")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Exported(snapshot, rows)


def _write_all(warehouse: Warehouse, snapshot: int, folder: Path) -> dict[str, int]:
    wanted = [relation for relation in table_relations() if relation.kind == "table"] + view_relations()
    rows = {}
    with connect(warehouse, snapshot=snapshot) as con:
        present = {name for (name,) in con.execute("SELECT name FROM (SHOW TABLES)").fetchall()}
        for relation in wanted:
            if relation.name in present:
                target = quote(str(folder / f"{relation.name}.parquet"))
                copied = con.execute(
                    f"COPY ({_sorted(relation)}) TO {target} (FORMAT parquet, COMPRESSION zstd)"
                )
                rows[relation.name] = int(copied.fetchall()[0][0])
    return rows


def _sorted(relation: Relation) -> str:
    key = ", ".join(f'"{name}"' for name in relation.header.key)
    return f'SELECT * FROM "{relation.name}" ORDER BY {key}'
