"""The lake's tables and views: made from sql/, described in the lake, made anew when their SQL changes."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import duckdb
import pyarrow as pa

from tasks.lake.connect import LAKE
from tasks.lake.kept import keep_no_more
from tasks.lake.options import set_options
from tasks.lake.sqlfiles import Header, load_sql, names_in, quote, read_columns, read_header
from tasks.lake.transaction import transaction
from tasks.vocabulary.bookkeeping import BOOKKEEPING
from tasks.vocabulary.schemas import TABLES

Kind = Literal["table", "bookkeeping", "view"]

DICTIONARY = ("relations", "columns")
"""Tables that describe the others."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One table or view as its SQL file states it."""

    name: str
    kind: Kind
    sql: str
    header: Header

    @property
    def digest(self) -> str:
        """Changes with the SQL, comments included."""
        return sha256(self.sql.encode()).hexdigest()[:16]


def table_relations() -> list[Relation]:
    """Return the tables of sql/tables in the order of the vocabulary, then the dictionary's own."""
    named: list[tuple[str, str, Kind]] = [
        (name, f"tables/{name}", "bookkeeping" if name in BOOKKEEPING else "table") for name in TABLES
    ]
    named += [(name, f"dictionary/{name}", "table") for name in DICTIONARY]
    return [Relation(name, kind, load_sql(path), read_header(load_sql(path))) for name, path, kind in named]


def view_relations() -> list[Relation]:
    """Return the views of sql/views, each after those it reads."""
    views = {path.partition("/")[2]: load_sql(path) for path in names_in("views")}
    ordered: list[str] = []

    def place(name: str) -> None:
        for other in views:
            if other != name and other not in ordered and f" {other}" in _statement(views[name]):
                place(other)
        if name not in ordered:
            ordered.append(name)

    for name in views:
        place(name)
    return [Relation(name, "view", views[name], read_header(views[name])) for name in ordered]


def ensure_schema(con: duckdb.DuckDBPyConnection) -> bool:
    """Make what is missing or changed of tables, views and their descriptions, in one snapshot.

    A table gains columns that its SQL file has gained; none is dropped or retyped.

    Returns:
        Whether anything had to be made.
    """
    set_options(con)
    tables, views = table_relations(), view_relations()
    known = _known_digests(con)
    if known == {relation.name: relation.digest for relation in tables + views}:
        return False
    with transaction(con):
        con.execute(f"CALL {LAKE}.set_commit_message('newsloom', 'tables and views')")
        for relation in tables:
            if known.get(relation.name) != relation.digest:
                _make_table(con, relation)
        for name in known.keys() - {relation.name for relation in tables + views}:
            con.execute(f'DROP VIEW IF EXISTS "{name}"')
        keep_no_more(con)
        for relation in views:
            # Views read tables and each other: all are bound anew when anything changed.
            con.execute(relation.sql)
            con.execute(f'COMMENT ON VIEW "{relation.name}" IS {quote(relation.header.comment)}')
        _describe(con, tables + views)
    return True


def _known_digests(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    try:  # to ask duckdb_tables() first would read the statistics of every table: 0.1 s
        return dict(con.execute(f"SELECT relation, digest FROM {LAKE}.relations").fetchall())
    except duckdb.CatalogException:
        return {}


def _make_table(con: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    query = "SELECT column_name FROM duckdb_columns() WHERE database_name = ? AND table_name = ?"
    present = {name for (name,) in con.execute(query, [LAKE, relation.name]).fetchall()}
    if not present:
        con.execute(relation.sql)
    for column in read_columns(relation.sql):
        if present and column.name not in present:
            con.execute(f'ALTER TABLE "{relation.name}" ADD COLUMN "{column.name}" {column.type}')
        con.execute(f'COMMENT ON COLUMN "{relation.name}"."{column.name}" IS {quote(column.description)}')
    con.execute(f'COMMENT ON TABLE "{relation.name}" IS {quote(relation.header.comment)}')


def _describe(con: duckdb.DuckDBPyConnection, relations: list[Relation]) -> None:
    """Write the dictionary tables anew."""
    about = pa.Table.from_pylist(
        [
            {
                "relation": relation.name,
                "kind": relation.kind,
                "grain": relation.header.grain,
                "key": ", ".join(relation.header.key),
                "description": relation.header.text,
                "digest": relation.digest,
            }
            for relation in relations
        ]
    )
    columns = pa.Table.from_pylist([row for relation in relations for row in column_rows(con, relation)])
    for name, rows in (("relations", about), ("columns", columns)):
        con.register("described", rows)
        con.execute(f'DELETE FROM "{name}"')
        con.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM described')
        con.unregister("described")


def column_rows(con: duckdb.DuckDBPyConnection, relation: Relation) -> list[dict[str, object]]:
    """Return the rows of `columns` that describe one relation, its types as the lake has them."""
    meanings = {
        column.name: column.description for column in read_columns(relation.sql)
    } or relation.header.columns
    described = con.execute(f'DESCRIBE "{relation.name}"').fetchall()
    return [
        {
            "relation": relation.name,
            "position": number,
            "column_name": name,
            "type": kind,
            "description": meanings.get(name, ""),
        }
        for number, (name, kind, *_) in enumerate(described, start=1)
    ]


def _statement(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.startswith("--"))
