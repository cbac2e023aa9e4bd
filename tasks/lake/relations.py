"""What the corpus stages see: this run's rows, the lake's other rows, and both together.

For every table of the vocabulary there are `new_<table>` (staged by this run), `old_<table>` (the lake's rows
but for those of articles that this run derives again) and `all_<table>`; of some there is `placed_<table>`, the old
rows with `lake_rowid`; of what is derived again there are
`replaced_articles(article_id, document_id, story_id, duplicate_cluster)` and `replaced_article_names`. All but
the replaced articles are views: nothing is read before a stage asks.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from tasks.lake.connect import LAKE
from tasks.lake.sqlfiles import column_types, load_sql, quote
from tasks.vocabulary.changes import Assign, Change
from tasks.vocabulary.schemas import TABLES

AGAIN = "again"
"""Where a run stages documents of the lake that it derives again."""

CLUSTERS = ("duplicate_cluster", "duplicate_of", "duplicate_kind")
STORIES = ("story_id",)

PLACED = ("articles", "quotes")
"""Tables of which `placed_<table>` shows the old rows with where they lie (see pieces)."""

OF_ARTICLE = "article_id IN (SELECT article_id FROM replaced_articles)"
_OF_PAIR = " OR ".join(f"article_{x} IN (SELECT article_id FROM replaced_articles)" for x in "ab")
_OF_QUOTE = "quote_id IN (SELECT quote_id FROM replaced_quotes)"

DERIVED = {
    "articles": OF_ARTICLE,
    "removed_text": OF_ARTICLE,
    "mentions": OF_ARTICLE,
    "quotes": OF_ARTICLE,
    "citations": OF_ARTICLE,
    "fingerprints": OF_ARTICLE,
    "article_shingles": OF_ARTICLE,
    "article_terms": OF_ARTICLE,
    "article_names": OF_ARTICLE,
    "duplicate_pairs": _OF_PAIR,
    "shared_passages": _OF_PAIR,
    "quote_alignments": _OF_QUOTE,
    "quote_fingerprints": _OF_QUOTE,
    "rejections": "document_id IN (SELECT document_id FROM replaced_articles UNION ALL SELECT document_id FROM new_articles)",
    "outlet_lines": "document_id IN (SELECT document_id FROM replaced_documents)",
}
"""For each table, the lake's rows that a new derivation makes void; other tables belong to no one article."""


def show_run(
    con: duckdb.DuckDBPyConnection,
    staged: Mapping[str, Sequence[Path]],
    tables: Collection[str] = tuple(TABLES),
) -> dict[str, str]:
    """Make `new_*`, `old_*`, `all_*` and `replaced_articles` visible on the connection, replacing earlier ones.

    Args:
        con: a connection with the warehouse attached and its schema made.
        staged: for each table the Parquet files of this run, with the vocabulary's schemas; absent = none.
        tables: those to show; those of which rows become void are shown too.

    Returns:
        For each table of which this run makes rows void, the condition that they meet.
    """
    for table in _ASKED:
        _show_new(con, table, staged)
    con.execute(load_sql("publish/replaced_articles"))
    if again := staged.get(AGAIN):
        con.execute(load_sql("publish/replaced_again"), {"files": [str(path) for path in again]})
    for name in ("replaced_quotes", "replaced_documents", "placed_rejections"):
        con.execute(load_sql(f"publish/{name}"))
    void = _void(con)
    filled = filled_tables(con)
    for table in TABLES:
        if table not in tables and table not in void:
            continue
        if table not in _ASKED:
            _show_new(con, table, staged)
        _show_old_and_all(
            con, table, void.get(table), is_filled=table in filled, is_staged=bool(staged.get(table))
        )
    con.execute(
        "CREATE OR REPLACE TEMP VIEW replaced_article_names AS "
        f"SELECT * FROM {LAKE}.article_names WHERE {OF_ARTICLE if void else 'false'}"
    )
    return void


def filled_tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the tables of the lake that have rows, or had some since files were last rewritten."""
    found = con.execute(f"SELECT table_name FROM {LAKE}.table_info() WHERE file_count > 0").fetchall()
    return {name for (name,) in found}


def _show_old_and_all(
    con: duckdb.DuckDBPyConnection, table: str, void: str | None, *, is_filled: bool, is_staged: bool
) -> None:
    """Show `old_<table>` and `all_<table>`; a side without rows is left out, which halves the time of planning."""
    where = "false" if not is_filled else f"({void}) IS NOT TRUE" if void else "true"
    con.execute(f'CREATE OR REPLACE TEMP VIEW "old_{table}" AS SELECT * FROM {LAKE}."{table}" WHERE {where}')
    if table in PLACED:
        con.execute(
            f'CREATE OR REPLACE TEMP VIEW "placed_{table}" AS '
            f'SELECT rowid AS lake_rowid, * FROM {LAKE}."{table}" WHERE {where}'
        )
    sides = [f"{side}_{table}" for side, has_rows in (("old", is_filled), ("new", is_staged)) if has_rows]
    both = " UNION ALL BY NAME ".join(f'SELECT * FROM "{side}"' for side in sides or [f"new_{table}"])
    con.execute(f'CREATE OR REPLACE TEMP VIEW "all_{table}" AS {both}')


_ASKED = ("documents", "articles", "rejections", "outlet_lines")
"""Tables that must be shown to tell what a run makes void."""


def _void(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    n_articles, n_documents, n_accepted = con.execute(load_sql("publish/void_counts")).fetchall()[0]
    some = {"outlet_lines": n_documents, "rejections": n_articles + n_accepted}
    return {table: condition for table, condition in DERIVED.items() if some.get(table, n_articles)}


def show_clusters(con: duckdb.DuckDBPyConnection, changes: Iterable[Change]) -> None:
    """Show `article_clusters(article_id, duplicate_cluster, duplicate_of, duplicate_kind)` of all articles."""
    _show_assigned(con, "article_clusters", CLUSTERS, changes)


def show_stories(con: duckdb.DuckDBPyConnection, changes: Iterable[Change]) -> None:
    """Show `article_stories(article_id, story_id)` of all articles."""
    _show_assigned(con, "article_stories", STORIES, changes)


def show_sources(con: duckdb.DuckDBPyConnection, changes: Iterable[Change]) -> None:
    """Show `article_sources(article_id, source_id)` of all articles."""
    _show_assigned(con, "article_sources", ("source_id",), changes)


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


def _show_new(con: duckdb.DuckDBPyConnection, table: str, staged: Mapping[str, Sequence[Path]]) -> None:
    rows = f'SELECT * FROM {LAKE}."{table}" WHERE false'
    if paths := staged.get(table):
        files = ", ".join(quote(str(path)) for path in paths)
        columns = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in column_types(table).items())
        rows = f"SELECT {columns} FROM read_parquet([{files}])"
    con.execute(f'CREATE OR REPLACE TEMP VIEW "new_{table}" AS {rows}')
