"""For one table: which rows of the lake a run touches, and which rows must stand in their place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from tasks.lake.connect import LAKE
from tasks.lake.relations import DERIVED, OF_ARTICLE, assigned
from tasks.lake.sqlfiles import column_types, quote
from tasks.vocabulary.changes import Assign, Change, Replace

WITH_RUN = ("documents", "articles", "rejections")
"""Tables whose rows name the run that wrote them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run wants of a table.

    Attributes:
        table: its name.
        touched: condition on the lake's rows that may have to go; None if there are none.
        rows: query for the rows wanted in their place and beside them.
        keys: query for rows with the same keys, without the cost of assigned values.
    """

    table: str
    touched: str | None
    rows: str
    keys: str


def want(
    con: duckdb.DuckDBPyConnection,
    table: str,
    changes: Iterable[Change],
    void: Mapping[str, str],
    run_id: str,
) -> Wanted:
    """Return what a run wants of a table, as queries over the views of `relations.show_run`.

    They may read `altered`, the rows of the lake that an Assign alters, which is left here, and `present`, the rows that are
    touched, which the caller makes.

    Args:
        con: where those views are; the changes' rows are registered on it.
        table: whose rows.
        changes: of the run; those of other tables are passed over.
        void: what the run makes void, from `show_run`.
        run_id: for rows that name no run.
    """
    mine = _register(con, [change for change in changes if change.table == table])
    is_altering = _find_altered(con, table, mine)
    start = _starting_rows(table, void.get(table), is_altering=is_altering)
    return Wanted(
        table,
        _touched(con, table, mine, void, is_altering=is_altering),
        _with_run(table, _after(start, table, mine), run_id),
        _after(start, table, [(change, name) for change, name in mine if isinstance(change, Replace)]),
    )


def _register(con: duckdb.DuckDBPyConnection, changes: list[Change]) -> list[tuple[Change, str]]:
    """Make the rows (and scopes) of changes visible as `change_<n>` (and `change_<n>_scope`)."""
    named = [(change, f"change_{number}") for number, change in enumerate(changes)]
    for change, name in named:
        con.register(name, change.rows)
        if isinstance(change, Replace) and change.scope is not None:
            con.register(f"{name}_scope", change.scope)
    return named


def _reaches_lake(con: duckdb.DuckDBPyConnection, table: str, name: str, change: Assign) -> bool:
    """Return whether an Assign speaks of rows that this run has not staged itself."""
    query = f'SELECT 1 FROM {name} ANTI JOIN "new_{table}" USING ("{change.key}") LIMIT 1'
    return con.execute(query).fetchone() is not None


def _find_altered(con: duckdb.DuckDBPyConnection, table: str, changes: list[tuple[Change, str]]) -> bool:
    """Make `altered(lake_rowid)`, the rows of the lake that an Assign would alter; return whether there are any.

    They are looked for once: of a great table no more than the key and what is assigned is read.
    """
    differing = [
        _differing(table, name, change)
        for change, name in changes
        if isinstance(change, Assign) and _reaches_lake(con, table, name, change)
    ]
    if not differing:
        return False
    con.execute(f"CREATE OR REPLACE TEMP TABLE altered AS {' UNION '.join(differing)}")
    return con.execute("SELECT 1 FROM altered LIMIT 1").fetchone() is not None


def _differing(table: str, name: str, change: Assign) -> str:
    """Return the query for rows of the lake that one Assign would alter."""
    key = change.key
    others = [column for column in change.rows.column_names if column != key]
    types = column_types(table)
    new = ", ".join(f'change."{column}"::{types[column]}' for column in others)
    old = ", ".join(f'present."{column}"' for column in others)
    return (
        f'SELECT present.rowid AS lake_rowid FROM {LAKE}."{table}" AS present '
        f'JOIN {name} AS change ON change."{key}" = present."{key}" WHERE ({new}) IS DISTINCT FROM ({old})'
    )


_SAME_REJECTION = (
    "struct_pack(a := document_id, b := origin, c := stage, d := reason) IN "
    "(SELECT struct_pack(a := document_id, b := origin, c := stage, d := reason) FROM placed_rejections)"
)


def _touched(
    con: duckdb.DuckDBPyConnection,
    table: str,
    changes: list[tuple[Change, str]],
    void: Mapping[str, str],
    *,
    is_altering: bool,
) -> str | None:
    parts = [
        _in_scope(name, change)
        for change, name in changes
        if isinstance(change, Replace) and _may_be_there(con, table, name, change)
    ]
    parts += ["rowid IN (SELECT lake_rowid FROM altered)"] if is_altering else []
    parts += [f"({void[table]})"] if table in void else []
    parts += [_SAME_REJECTION] if table == "rejections" else []
    return " OR ".join(parts) if parts else None


def _may_be_there(con: duckdb.DuckDBPyConnection, table: str, name: str, change: Replace) -> bool:
    """Return whether the lake may have rows in the scope: of articles that it never had it has none, so none are looked for."""
    if change.scope is None or change.key != ("article_id",) or DERIVED.get(table) != OF_ARTICLE:
        return True
    query = (
        f"SELECT 1 FROM {name}_scope WHERE article_id NOT IN (SELECT article_id FROM new_articles) "
        "OR article_id IN (SELECT article_id FROM replaced_articles) LIMIT 1"
    )
    return con.execute(query).fetchone() is not None


def _in_scope(name: str, change: Replace) -> str:
    if change.scope is None:
        return "true"
    key = ", ".join(f'"{column}"' for column in change.key)
    return f"({key}) IN (SELECT {key} FROM {name}_scope)"


def _starting_rows(table: str, void: str | None, *, is_altering: bool) -> str:
    """Return the query for staged rows and for the lake's rows that an Assign alters."""
    if table == "documents":  # a document's id is made from its bytes: what is there already stays as it is
        return f"SELECT * FROM new_documents ANTI JOIN {LAKE}.documents USING (document_id)"
    if table == "rejections":
        return "SELECT * FROM placed_rejections"
    staged = f'SELECT * FROM "new_{table}"'
    if not is_altering:
        return staged
    old = "SELECT * EXCLUDE (lake_rowid) FROM present WHERE lake_rowid IN (SELECT lake_rowid FROM altered)"
    return f"{staged} UNION ALL {old}" + (f" AND ({void}) IS NOT TRUE" if void else "")


def _after(query: str, table: str, changes: list[tuple[Change, str]]) -> str:
    """Return the query for the rows of `query` after the changes, one by one."""
    for change, name in changes:
        if isinstance(change, Assign):
            query = assigned(f"({query})", table, name, change, list(column_types(table)))
        else:
            columns = ", ".join(
                f'"{column}"::{kind} AS "{column}"' for column, kind in column_types(table).items()
            )
            kept = f"SELECT * FROM ({query}) WHERE ({_in_scope(name, change)}) IS NOT TRUE"
            query = f"{kept} UNION ALL SELECT {columns} FROM {name}"
    return query


def _with_run(table: str, query: str, run_id: str) -> str:
    if table not in WITH_RUN:
        return query
    return f"SELECT * REPLACE (coalesce(run_id, {quote(run_id)}) AS run_id) FROM ({query})"
