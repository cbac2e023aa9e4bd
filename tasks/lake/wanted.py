"""For one table: which rows of the lake a run touches (`gone`) and what must stand there (`wanted`)."""

from collections.abc import Iterable

import duckdb

from tasks.lake.connect import LAKE, quote
from tasks.lake.relations import assigned, void_rows
from tasks.lake.sqlfiles import column_types
from tasks.vocabulary.changes import Assign, Change, Replace

WITH_RUN = ("documents", "articles", "rejections")
"""Tables whose rows name the run that wrote them."""


def show_wanted(con: duckdb.DuckDBPyConnection, table: str, changes: Iterable[Change], run_id: str) -> None:
    """Make TEMP TABLE `gone(lake_rowid)` and TEMP VIEW `wanted` (columns of the table) for one table.

    The views of `relations.show_run` must be there. Changes of other tables are passed over.
    """
    mine = _register(con, [change for change in changes if change.table == table])
    touched = f'SELECT rowid AS lake_rowid FROM {LAKE}."{table}" WHERE {_touched(con, table, mine)}'
    con.execute(f"CREATE OR REPLACE TEMP TABLE gone AS {touched}")
    query = _starting_rows(table, mine)
    for change, name in mine:
        if isinstance(change, Assign):
            query = assigned(f"({query})", table, name, change, list(column_types(table)))
        else:
            query = _replaced(query, table, name, change)
    if table in WITH_RUN:
        query = f"SELECT * REPLACE (coalesce(run_id, {quote(run_id)}) AS run_id) FROM ({query})"
    con.execute(f"CREATE OR REPLACE TEMP VIEW wanted AS {query}")


def _register(con: duckdb.DuckDBPyConnection, changes: list[Change]) -> list[tuple[Change, str]]:
    """Make the rows (and scopes) of changes visible as `change_<n>` (and `change_<n>_scope`)."""
    named = [(change, f"change_{number}") for number, change in enumerate(changes)]
    for change, name in named:
        con.register(name, change.rows)
        if isinstance(change, Replace) and change.scope is not None:
            con.register(f"{name}_scope", change.scope)
    return named


def _touched(con: duckdb.DuckDBPyConnection, table: str, changes: list[tuple[Change, str]]) -> str:
    """Return the condition on the lake's rows that may have to go."""
    parts = [_differs(table, name, change) for change, name in changes if isinstance(change, Assign)]
    parts += [_in_scope(name, change) for change, name in changes if isinstance(change, Replace)]
    void = void_rows(con, table)
    if void:
        parts.append(f"({void})")
    if table == "rejections":
        parts.append(_SAME_REJECTION)
    return " OR ".join(parts) if parts else "false"


_SAME_REJECTION = (
    "struct_pack(a := document_id, b := origin, c := stage, d := reason) IN "
    "(SELECT struct_pack(a := document_id, b := origin, c := stage, d := reason) FROM new_rejections)"
)


def _differs(table: str, name: str, change: Assign) -> str:
    """Return the condition for rows of the lake that an Assign would alter."""
    key = change.key
    others = [column for column in change.rows.column_names if column != key]
    types = column_types(table)
    new = ", ".join(f'change."{column}"::{types[column]}' for column in others)
    old = ", ".join(f'present."{column}"' for column in others)
    return (
        f'"{key}" IN (SELECT present."{key}" FROM {LAKE}."{table}" AS present '
        f'JOIN {name} AS change ON change."{key}" = present."{key}" WHERE ({new}) IS DISTINCT FROM ({old}))'
    )


def _in_scope(name: str, change: Replace) -> str:
    if change.scope is None:
        return "true"
    key = ", ".join(f'"{column}"' for column in change.key)
    return f"({key}) IN (SELECT {key} FROM {name}_scope)"


def _starting_rows(table: str, changes: list[tuple[Change, str]]) -> str:
    """Return the query for staged rows and for the lake's rows that an Assign alters."""
    if table == "documents":  # a document's id is made from its bytes: what is there already stays as it is
        return f"SELECT * FROM new_documents ANTI JOIN {LAKE}.documents USING (document_id)"
    if table == "rejections":
        return "SELECT DISTINCT ON (document_id, origin, stage, reason) * FROM new_rejections"
    altered = [_differs(table, name, change) for change, name in changes if isinstance(change, Assign)]
    staged = f'SELECT * FROM "new_{table}"'
    return (
        f'{staged} UNION ALL SELECT * FROM "old_{table}" WHERE {" OR ".join(altered)}' if altered else staged
    )


def _replaced(query: str, table: str, name: str, change: Replace) -> str:
    columns = ", ".join(f'"{column}"::{kind} AS "{column}"' for column, kind in column_types(table).items())
    kept = f"SELECT * FROM ({query}) WHERE ({_in_scope(name, change)}) IS NOT TRUE"
    return f"{kept} UNION ALL SELECT {columns} FROM {name}"
