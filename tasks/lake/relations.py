"""What the corpus stages see: this run's rows, the lake's other rows, and both together.

For every table of the vocabulary there are `new_<table>` (staged by this run), `old_<table>` (the lake's rows
but for those of articles that this run derives again) and `all_<table>`; and `replaced_articles(article_id,
document_id)`. All but the last are views: nothing is read before a stage asks.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from tasks.lake.connect import LAKE, quote
from tasks.lake.sqlfiles import column_types, load_sql
from tasks.vocabulary.changes import Assign, Change
from tasks.vocabulary.schemas import TABLES

CLUSTERS = ("duplicate_cluster", "duplicate_of", "duplicate_kind")
STORIES = ("story_id",)

_OF_ARTICLE = "article_id IN (SELECT article_id FROM replaced_articles)"
_OF_PAIR = " OR ".join(f"article_{x} IN (SELECT article_id FROM replaced_articles)" for x in "ab")
_OF_QUOTE = "quote_id IN (SELECT quote_id FROM replaced_quotes)"

DERIVED_FROM_ARTICLES = {
    "articles": _OF_ARTICLE,
    "removed_text": _OF_ARTICLE,
    "mentions": _OF_ARTICLE,
    "quotes": _OF_ARTICLE,
    "citations": _OF_ARTICLE,
    "fingerprints": _OF_ARTICLE,
    "article_shingles": _OF_ARTICLE,
    "article_terms": _OF_ARTICLE,
    "duplicate_pairs": _OF_PAIR,
    "shared_passages": _OF_PAIR,
    "quote_alignments": _OF_QUOTE,
    "rejections": "document_id IN (SELECT document_id FROM replaced_articles)",
    "outlet_lines": "document_id IN (SELECT document_id FROM new_outlet_lines)",
}
"""For each table, the lake's rows that a new derivation makes void; other tables belong to no one article."""


def show_run(con: duckdb.DuckDBPyConnection, staged: Mapping[str, Sequence[Path]]) -> None:
    """Make `new_*`, `old_*`, `all_*` and `replaced_articles` visible on the connection, replacing earlier ones.

    Args:
        con: a connection with the warehouse attached and its schema made.
        staged: for each table the Parquet files of this run, with the vocabulary's schemas; absent = none.
    """
    for table in TABLES:
        rows = _staged_rows(table, staged.get(table, ()))
        con.execute(f'CREATE OR REPLACE TEMP VIEW "new_{table}" AS {rows}')
    con.execute(load_sql("publish/replaced_articles"))
    con.execute(load_sql("publish/replaced_quotes"))
    for table in TABLES:
        void = void_rows(con, table)
        where = f"WHERE ({void}) IS NOT TRUE" if void else ""
        con.execute(f'CREATE OR REPLACE TEMP VIEW "old_{table}" AS SELECT * FROM {LAKE}."{table}" {where}')
        both = f'SELECT * FROM "old_{table}" UNION ALL BY NAME SELECT * FROM "new_{table}"'
        con.execute(f'CREATE OR REPLACE TEMP VIEW "all_{table}" AS {both}')


def void_rows(con: duckdb.DuckDBPyConnection, table: str) -> str | None:
    """Return the condition on the lake's rows that this run makes void; None if it makes none void."""
    if table not in DERIVED_FROM_ARTICLES:
        return None
    source = "new_outlet_lines" if table == "outlet_lines" else "replaced_articles"
    return DERIVED_FROM_ARTICLES[table] if con.execute(f"SELECT 1 FROM {source} LIMIT 1").fetchone() else None


def show_clusters(con: duckdb.DuckDBPyConnection, changes: Iterable[Change]) -> None:
    """Show `article_clusters(article_id, duplicate_cluster, duplicate_of, duplicate_kind)` of all articles."""
    _show_assigned(con, "article_clusters", CLUSTERS, changes)


def show_stories(con: duckdb.DuckDBPyConnection, changes: Iterable[Change]) -> None:
    """Show `article_stories(article_id, story_id)` of all articles."""
    _show_assigned(con, "article_stories", STORIES, changes)


def _show_assigned(
    con: duckdb.DuckDBPyConnection, view: str, columns: Sequence[str], changes: Iterable[Change]
) -> None:
    """Show columns of all articles as they will be once the changes are made."""
    source = f"(SELECT article_id, {', '.join(columns)} FROM all_articles)"
    number = 0
    for change in changes:
        if (
            isinstance(change, Assign)
            and change.table == "articles"
            and set(columns) & set(change.rows.column_names)
        ):
            con.register(f"{view}_assigned_{number}", change.rows)
            source = f"({assigned(source, 'articles', f'{view}_assigned_{number}', change, columns)})"
            number += 1
    con.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM {source}")


def assigned(source: str, table: str, relation: str, change: Assign, columns: Sequence[str]) -> str:
    """Return a query for the rows of `source` with an Assign applied; `relation` holds the Assign's rows."""
    types = column_types(table)
    set_columns = [name for name in change.rows.column_names if name != change.key and name in columns]
    values = ", ".join(
        f'CASE WHEN change."{change.key}" IS NULL THEN source."{name}" '
        f'ELSE change."{name}"::{types[name]} END AS "{name}"'
        for name in set_columns
    )
    replaced = f"source.* REPLACE ({values})" if values else "source.*"
    join = f'source."{change.key}" = change."{change.key}"'
    return f"SELECT {replaced} FROM {source} AS source LEFT JOIN {relation} AS change ON {join}"


def _staged_rows(table: str, paths: Sequence[Path]) -> str:
    if not paths:
        return f'SELECT * FROM {LAKE}."{table}" WHERE false'
    files = ", ".join(quote(str(path)) for path in paths)
    columns = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in column_types(table).items())
    return f"SELECT {columns} FROM read_parquet([{files}])"
