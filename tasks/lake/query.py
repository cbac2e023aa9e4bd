"""Run an analyst's SQL, read-only: nothing is written, no file outside the warehouse is read, nothing is installed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

import duckdb

from tasks.lake.connect import Warehouse, connect
from tasks.lake.sqlfiles import quote
from tasks.vocabulary.errors import NewsloomError

READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
"""What may be run. DESCRIBE, SHOW, SUMMARIZE and FROM are SELECTs to DuckDB."""

TABLE_FUNCTIONS = frozenset({
    "duckdb_columns", "duckdb_functions", "duckdb_settings", "duckdb_tables", "duckdb_types", "duckdb_views",
    "ducklake_current_snapshot", "ducklake_snapshots", "ducklake_table_changes", "ducklake_table_deletions",
    "ducklake_table_info", "ducklake_table_insertions", "generate_series", "icu_calendar_names", "json_each",
    "json_tree", "pg_timezone_names", "range", "repeat", "repeat_row", "summary", "unnest",
})  # fmt: skip
"""Table functions that may be called. Of the others some write (orphan cleanup, logs) even where the lake is
attached read-only, some read files that DuckDB does not guard (sqlite_scan), some run text as SQL (query)."""


@contextmanager
def reader(warehouse: Warehouse, snapshot: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse for an analyst's SQL: its tables and views by bare name, everything else shut.

    Args:
        warehouse: where it is.
        snapshot: read it as it was at this snapshot; None = now.

    Raises:
        NewsloomError: as `connect`.
    """
    con = connect(warehouse, read_only=True, snapshot=snapshot)
    try:
        folder = warehouse.data.rstrip("/") + "/"
        spill = str(warehouse.staging / "spill")
        con.execute(f"SET allowed_directories = [{quote(folder)}, {quote(spill)}]")
        con.execute("SET enable_external_access = false")
        con.execute("SET python_enable_replacements = false")
        con.execute("SET lock_configuration = true")
        yield con
    finally:
        con.close()


def run_sql(con: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyRelation:
    """Return the result of one reading statement, not yet fetched.

    Args:
        con: a connection of `reader`.
        sql: one SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE, PIVOT or EXPLAIN; a `;` may end it.

    Raises:
        NewsloomError: it is no reading statement, more than one, or DuckDB does not accept it.
    """
    try:
        _refuse_writes(con, sql)
        result = con.sql(sql)
    except duckdb.Error as error:
        raise NewsloomError(_first_lines(error)) from error
    if result is None:
        raise NewsloomError("the statement returns no rows: `newsloom sql` reads only")
    return result


def _refuse_writes(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    statements = con.extract_statements(sql)
    # PIVOT comes as two: the type of its columns, which has no text of its own, and the SELECT.
    asked = [one for one in statements if one.type != duckdb.StatementType.CREATE or one.query]
    if len(asked) != 1:
        raise NewsloomError(f"give one statement at a time, not {len(asked)}")
    tokens = _tokens(sql)
    if asked[0].type not in READING or tokens[0].text == "pragma":
        raise NewsloomError(
            "the warehouse is open for reading only: SELECT, FROM, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN"
        )
    if asked[0].type == duckdb.StatementType.EXPLAIN:
        _refuse_writes(con, _explained(sql, tokens))
    called = {token.text for token, after in pairwise(tokens) if after.text == "("} - TABLE_FUNCTIONS
    if not called:
        return  # to list all functions takes 50 ms
    known = con.execute(
        "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE function_type = 'table'"
    )
    if used := sorted(called & {name for (name,) in known.fetchall()}):
        raise NewsloomError(
            f"{used[0]}() may not be called: `newsloom sql` reads the warehouse's tables and views"
        )


class _Token(NamedTuple):
    start: int  # in bytes
    text: str  # in lower case; a name without its quotes


_TOKEN = re.compile(r'"((?:[^"]|"")*)"|\w+|.', re.DOTALL)


def _tokens(sql: str) -> list[_Token]:
    """Cut a statement into words and signs; DuckDB's own tokens run on over blanks and comments."""
    encoded = sql.encode()
    out = []
    for start, _ in duckdb.tokenize(sql):
        word = _TOKEN.match(encoded[start:].decode(errors="replace"))
        if word:
            out.append(_Token(start, (word[1] if word[1] is not None else word[0]).lower()))
    return out


def _explained(sql: str, tokens: list[_Token]) -> str:
    """Return the statement that an EXPLAIN is of."""
    at = 1
    if tokens[at].text == "(":
        at = next(number for number, token in enumerate(tokens) if token.text == ")") + 1
    while tokens[at].text in ("analyze", "verbose"):
        at += 1
    return sql.encode()[tokens[at].start :].decode()


def _first_lines(error: duckdb.Error) -> str:
    """Return what DuckDB says in one line: the message and its suggestion, without the picture of the place."""
    message = str(error).partition("\n\nLINE ")[0]
    return " ".join(message.split())
