"""The lake's past: which snapshots there are, what each run added, and what changed between two."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb

from tasks.lake.connect import LAKE
from tasks.lake.schema import table_relations
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.errors import NewsloomError


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the lake.

    Attributes:
        snapshot_id: its number.
        committed_at: when it was made (UTC).
        message: the run that made it, or what else did.
        added: rows added, by table; tables without any are left out.
        removed: rows removed, by table.
    """

    snapshot_id: int
    committed_at: datetime
    message: str
    added: Mapping[str, int]
    removed: Mapping[str, int]


def snapshots(con: duckdb.DuckDBPyConnection) -> list[Snapshot]:
    """Return all snapshots that are kept, oldest first."""
    query = "SELECT snapshot_id, snapshot_time, commit_message, commit_extra_info FROM lake.snapshots() ORDER BY 1"
    out = []
    for number, at, message, extra in con.execute(query).fetchall():
        counts = json.loads(extra) if extra else {}
        added, removed = counts.get("added", {}), counts.get("removed", {})
        out.append(Snapshot(number, at, message or "", added, removed))
    return out


@dataclass(frozen=True, slots=True)
class TableDiff:
    """What changed in one table between two snapshots, in rows.

    Attributes:
        table: its name.
        added: keys that are new.
        removed: keys that are gone.
        changed: keys that are there in both, with other values.
    """

    table: str
    added: int
    removed: int
    changed: int


def diff(con: duckdb.DuckDBPyConnection, a: int, b: int) -> list[TableDiff]:
    """Return what changed from snapshot a to snapshot b, for each table in which anything did.

    Raises:
        NewsloomError: a snapshot is not kept, or b is before a.
    """
    known = {snapshot.snapshot_id for snapshot in snapshots(con)}
    for number in (a, b):
        if number not in known:
            raise NewsloomError(f"there is no snapshot {number}: `newsloom snapshots` lists them")
    if b < a:
        raise NewsloomError(f"give the earlier snapshot first: `newsloom diff {b} {a}`")
    out: list[TableDiff] = []
    if a == b:
        return out
    for relation in table_relations():
        if not _existed(con, relation.name, b):
            continue
        key = ", ".join(f'"{name}"' for name in relation.header.key)
        query = load_sql("history/diff").format(table=relation.name, key=key, a=a + 1, b=b)
        added, removed, changed = con.execute(query).fetchall()[0]
        if added or removed or changed:
            out.append(TableDiff(relation.name, added, removed, changed))
    return out


def _existed(con: duckdb.DuckDBPyConnection, table: str, snapshot: int) -> bool:
    try:
        con.execute(f'SELECT 1 FROM {LAKE}."{table}" AT (VERSION => {snapshot}) LIMIT 0')
    except duckdb.CatalogException:
        return False
    return True
