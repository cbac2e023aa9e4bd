"""Views of a great warehouse whose rows are kept, so that their first page need not read the whole corpus.

DuckDB aggregates all before it returns the first row: at a million quotations that takes seconds. From `KEEP_FROM` on, the
rows of each view lie in a bookkeeping table, the view reads this, and each commit makes anew just the rows that it touches.
What the rows are is said once, in sql/views: a commit runs that very query over what concerns the keys it touched.
"""

import duckdb

from tasks.lake.connect import LAKE
from tasks.lake.kept_views import DIRTY, KEPT, MOVED, body
from tasks.lake.sqlfiles import load_sql, quote, read_header

KEEP_FROM = 100_000
"""Quotations from which on rows are kept. Below it every view answers within a second, and a small run need not pay for it."""

PREFIX = "kept_"


def are_kept(con: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the lake keeps the rows of its views."""
    return _table_names(con) >= {PREFIX + kept.name for kept in KEPT}


def begin_notes(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that `note` fills."""
    for table, columns in MOVED.items():
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE moved_{table} ({', '.join(f'{name} VARCHAR' for name in columns)}, n BIGINT)"
        )


def note(con: duckdb.DuckDBPyConnection, table: str, rows: str, *, go: bool = False) -> None:
    """Note the keys of rows that come, or that go, and how many have the same.

    Args:
        con: on which `begin_notes` was called.
        table: whose rows; tables that no view reads are passed over.
        rows: a query for them.
        go: whether they go.
    """
    if table in MOVED:
        keys, n = ", ".join(MOVED[table]), "-count(*)" if go else "count(*)"
        con.execute(f"INSERT INTO moved_{table} SELECT {keys}, {n} FROM ({rows}) GROUP BY {keys}")


def keep(con: duckdb.DuckDBPyConnection) -> None:
    """Keep the rows of all views from now on. Within a transaction."""
    for kept in KEPT:
        con.execute(f"CREATE TABLE {LAKE}.{PREFIX}{kept.name} AS SELECT {kept.columns} FROM ({kept.select})")
    for kept in KEPT:
        if not kept.is_view:
            continue
        rows = (
            body("kept/entity_pairs") if kept.name == "entity_pairs" else f"SELECT * FROM {PREFIX}{kept.name}"
        )
        con.execute(f"CREATE OR REPLACE VIEW {LAKE}.{kept.name} AS {rows}")
        comment = read_header(load_sql(kept.query)).comment
        con.execute(f"COMMENT ON VIEW {LAKE}.{kept.name} IS {quote(comment)}")


def refresh(con: duckdb.DuckDBPyConnection) -> None:
    """Make the kept rows anew that hang on the keys noted since `begin_notes`. Within the transaction of the changes."""
    for name in DIRTY:
        con.execute(load_sql(f"kept/{name}"))
    for kept in KEPT:
        for table, rows in kept.read.items():
            con.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {rows}")
        try:
            con.execute(f"DELETE FROM {LAKE}.{PREFIX}{kept.name} WHERE {kept.gone}")
            rows = kept.came or kept.select
            con.execute(f"INSERT INTO {LAKE}.{PREFIX}{kept.name} SELECT {kept.columns} FROM ({rows})")
        finally:
            for table in kept.read:
                con.execute(f"DROP VIEW IF EXISTS temp.{table}")


def stale(con: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """Return the views of which the kept rows are not what their query says now: name and numbers of rows."""
    out: list[dict[str, object]] = []
    for kept in KEPT if are_kept(con) else ():
        if kept.is_view:
            had, wanted = _digest(con, f"SELECT * FROM {kept.name}"), _digest(con, kept.select)
            if had != wanted:
                out.append({"view": kept.name, "n_kept": had[0], "n_wanted": wanted[0]})
    return out


def _digest(con: duckdb.DuckDBPyConnection, query: str) -> tuple[object, ...]:
    return con.execute(f"SELECT count(*), sum(hash(rows)) FROM ({query}) AS rows").fetchall()[0]


def keep_no_more(con: duckdb.DuckDBPyConnection) -> None:
    """Drop kept rows; the caller makes the views anew. The next commit keeps their rows again if they are many."""
    for name in sorted(_table_names(con)):
        if name.startswith(PREFIX):
            con.execute(f"DROP TABLE {LAKE}.{name}")


def _table_names(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in con.execute(f"SELECT table_name FROM {LAKE}.table_info()").fetchall()}
