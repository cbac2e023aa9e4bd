"""Turn all that a run wants into one snapshot of the lake, or into none if nothing differs."""

import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from tasks.lake import kept
from tasks.lake.connect import LAKE
from tasks.lake.keys import check_keys
from tasks.lake.relations import AGAIN, filled_tables, show_run
from tasks.lake.sqlfiles import Header, column_types, load_sql, quote, read_header
from tasks.lake.transaction import current_snapshot, transaction
from tasks.lake.wanted import Wanted, want
from tasks.vocabulary.changes import Change
from tasks.vocabulary.errors import NewsloomError
from tasks.vocabulary.schemas import TABLES, rows_to_table

TRIES = 5
"""How often a commit is tried when another writer was first; on PostgreSQL 7 of 60 commits met another."""

SORTED = {
    "fingerprints": "fingerprint",
    "quote_fingerprints": "fingerprint",
    "outlet_lines": "outlet, line_key",
}
"""Tables that are looked up by another column than their rows arrive by: sorted, a lookup reads less."""


def publish(
    con: duckdb.DuckDBPyConnection,
    staged: Mapping[str, Sequence[Path]],
    changes: Sequence[Change],
    run_row: Mapping[str, object],
) -> int | None:
    """Commit a run: staged rows in place of those derived before, the corpus stages' changes, the run's row.

    Rows that are in the lake just so are not touched. The caller holds the writer's lock, from before
    the corpus stages read the lake. `run_id` is filled in where it is NULL.

    Args:
        con: a connection with the warehouse attached for writing and its schema made.
        staged: for each table the Parquet files of this run; absent = none.
        changes: what the corpus stages ask for, in order.
        run_row: the row of `runs`; snapshot_id, seconds_publish and finished_at are filled in if absent.

    Returns:
        The snapshot made; None if nothing differs: then there is no row in `runs` either.

    Raises:
        NewsloomError: a key is missing, repeated or taken, a required value is NULL, or other writers were
            first too often. The lake is as it was.
    """
    unknown = (set(staged) | {change.table for change in changes}) - {*TABLES, AGAIN}
    if unknown:
        raise NewsloomError(f"the lake has no table {', '.join(sorted(unknown))}")
    for attempt in range(1, TRIES + 1):
        try:
            return _publish_once(con, staged, changes, run_row)
        except duckdb.Error as error:
            if "conflict" not in str(error).lower() or attempt == TRIES:
                told = " ".join(str(error).split())
                raise NewsloomError(f"publish failed, the lake is as it was: {told}") from error
            time.sleep(0.1 * 2**attempt)
    raise AssertionError("unreachable")


def _publish_once(
    con: duckdb.DuckDBPyConnection,
    staged: Mapping[str, Sequence[Path]],
    changes: Sequence[Change],
    run_row: Mapping[str, object],
) -> int | None:
    began = time.monotonic()
    run_id = str(run_row["run_id"])
    touched = set(staged) | {change.table for change in changes}
    with transaction(con) as state:
        void = show_run(con, staged, touched)
        filled = filled_tables(con)
        if keeps_views := kept.are_kept(con):
            kept.begin_notes(con)
        added, removed = {}, {}
        for table in TABLES:
            if table != "runs" and (table in touched or table in void):
                mine = [change for change in changes if change.table == table]
                wanted = want(con, table, mine, void, run_id)
                added[table], removed[table] = _apply(
                    con, wanted, mine, is_filled=table in filled, is_noted=keeps_views
                )
        state.expects_snapshot = any(added.values()) or any(removed.values())
        if state.expects_snapshot:
            _write_run(con, run_row, began)
            if keeps_views:
                kept.note(con, "runs", f"SELECT {quote(run_id)} AS run_id")
                kept.refresh(con)
            elif _count(con, f"{LAKE}.quotes") >= kept.KEEP_FROM:
                kept.keep(con)
            counts = {"added": _non_zero(added), "removed": _non_zero(removed)}
            told = f"{quote(run_id)}, extra_info => {quote(json.dumps(counts))}"
            con.execute(f"CALL {LAKE}.set_commit_message('newsloom', {told})")
    return state.snapshot_id


def _apply(
    con: duckdb.DuckDBPyConnection,
    wanted: Wanted,
    changes: Sequence[Change],
    *,
    is_filled: bool,
    is_noted: bool,
) -> tuple[int, int]:
    """Put the wanted rows in place, sparing those that are there; return how many rows came and went.

    With `is_noted` the keys of both are noted for the views whose rows are kept.
    """
    header = read_header(load_sql(f"tables/{wanted.table}"))
    n_gone = 0
    if wanted.touched and is_filled:
        con.execute(load_sql("publish/gone").format(table=wanted.table, touched=wanted.touched))
        con.execute(load_sql("publish/present").format(table=wanted.table))
        n_gone = _count(con, "gone")
    check_keys(con, wanted, header, changes, is_filled=is_filled)
    rows = wanted.rows
    if n_gone:
        rows = _spare_unchanged(con, wanted, header)
        n_gone = _count(con, "gone")
    leaving = "SELECT * FROM present WHERE lake_rowid IN (SELECT lake_rowid FROM gone)"
    if is_noted:
        kept.note(con, wanted.table, rows)
        if n_gone:
            kept.note(con, wanted.table, leaving, go=True)
    order = f"ORDER BY {SORTED[wanted.table]}" if wanted.table in SORTED else ""
    inserted = con.execute(
        f'INSERT INTO {LAKE}."{wanted.table}" BY NAME {_enclosed(rows)} {order}'
    ).fetchone()
    if n_gone:
        con.execute(f'DELETE FROM {LAKE}."{wanted.table}" WHERE rowid IN (SELECT lake_rowid FROM gone)')
    return int(inserted[0]) if inserted else 0, n_gone


def _spare_unchanged(con: duckdb.DuckDBPyConnection, wanted: Wanted, header: Header) -> str:
    """Take rows that are wanted just as they are out of `gone`; return the query for the others."""
    rest = [name for name in column_types(wanted.table) if name not in header.key and name != "run_id"]
    fields = {
        "wanted": wanted.rows,
        "key": ", ".join(f'"{name}"' for name in header.key),
        "numbered_key": ", ".join(f'numbered."{name}"' for name in header.key),
        "same_as_numbered": _same(header.key, "numbered", "desired"),
        "same_as_unchanged": _same(header.key, "unchanged", "desired"),
        "same_rest": _same(rest, "numbered", "desired") or "true",
    }
    con.execute(load_sql("publish/unchanged").format(**fields))
    con.execute("DELETE FROM gone WHERE lake_rowid IN (SELECT lake_rowid FROM unchanged)")
    return load_sql("publish/came").format(**fields)


def _write_run(con: duckdb.DuckDBPyConnection, run_row: Mapping[str, object], began: float) -> None:
    row = {
        "finished_at": datetime.now(UTC),
        "seconds_publish": round(time.monotonic() - began, 3),
        **run_row,
        "snapshot_id": current_snapshot(con) + 1,
    }
    con.register("run_row", rows_to_table("runs", [row]))
    con.execute(f"INSERT INTO {LAKE}.runs BY NAME SELECT * FROM run_row")
    con.unregister("run_row")


def _enclosed(query: str) -> str:
    return f"SELECT * FROM ({query})"


def _count(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = con.execute(f"SELECT count(*) FROM {relation}").fetchone()
    return int(row[0]) if row else 0


def _same(names: Sequence[str], left: str, right: str) -> str:
    return " AND ".join(f'{left}."{name}" IS NOT DISTINCT FROM {right}."{name}"' for name in names)


def _non_zero(counts: Mapping[str, int]) -> dict[str, int]:
    return {table: count for table, count in counts.items() if count}
