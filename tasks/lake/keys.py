"""The keys of what a run wants, checked before the commit: DuckLake enforces none."""

from collections.abc import Sequence

import duckdb

from tasks.lake.sqlfiles import Header, load_sql, read_columns
from tasks.lake.wanted import Wanted
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.errors import NewsloomError


def check_keys(
    con: duckdb.DuckDBPyConnection,
    wanted: Wanted,
    header: Header,
    changes: Sequence[Change],
    *,
    is_filled: bool = True,
) -> None:
    """Check that no key of the wanted rows is missing, repeated, or held by a row of the lake that stays.

    Keys of per-article tables name an article that is new to the lake or derived again, so only what the
    corpus stages replace can meet a row that stays.

    Args:
        con: where `gone` names the rows that may go.
        wanted: of one table.
        header: of that table.
        changes: of that table.
        is_filled: whether the lake has rows of that table.

    Raises:
        NewsloomError: names the table and the key.
    """
    for change in changes:
        if isinstance(change, Assign) and len(change.rows) != len(change.rows[change.key].unique()):
            raise NewsloomError(
                f"publish stopped: {change.table}.{change.key} is assigned twice; nothing was changed"
            )
    if header.repeats:
        return
    required = {
        column.name for column in read_columns(load_sql(f"tables/{wanted.table}")) if column.is_required
    }
    fields = {
        "table": wanted.table,
        "key": ", ".join(f'"{name}"' for name in header.key),
        "any_null": " OR ".join(f'"{name}" IS NULL' for name in header.key if name in required),
        "wanted_keys": wanted.keys,
    }
    repeated = con.execute(load_sql("publish/repeated_keys").format(**fields)).fetchone()
    if repeated:
        fault = "is not unique" if repeated[-1] > 1 else "is missing"
        raise NewsloomError(
            f"publish stopped: the key of {wanted.table} {fault} ({_tell(header, repeated)}); nothing was changed"
        )
    if is_filled and any(
        isinstance(change, Replace) and not _speaks_for_its_keys(change, header) for change in changes
    ):
        taken = con.execute(load_sql("publish/taken_keys").format(**fields)).fetchone()
        if taken:
            raise NewsloomError(
                f"publish stopped: {wanted.table} has {_tell(header, taken)} already; nothing was changed"
            )


def _speaks_for_its_keys(change: Replace, header: Header) -> bool:
    """Return whether the scope covers every key of the rows, so that none can meet a row that stays."""
    if change.scope is None:
        return True
    if not set(change.key) <= set(header.key):
        return False
    names = list(change.key)
    return len(change.rows.select(names).join(change.scope.select(names), names, join_type="left anti")) == 0


def _tell(header: Header, values: Sequence[object]) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in zip(header.key, values, strict=False))
