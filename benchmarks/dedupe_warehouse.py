"""The tables that duplicates and stories read and write, without the lake around them: for measuring and for tests."""

import time

import duckdb
import pyarrow as pa

from tasks.dedupe.task import find_duplicates
from tasks.stories.task import tell_stories
from tasks.vocabulary.changes import Assign, Change
from tasks.vocabulary.schemas import empty

OF_ARTICLE = ("articles", "fingerprints", "article_shingles", "article_terms")
OF_PAIR = ("duplicate_pairs", "shared_passages")
TABLES_USED = (*OF_ARTICLE, *OF_PAIR, "stories")


class Warehouse:
    """A growing corpus: each run adds articles, or puts them in the place of those with the same id."""

    def __init__(self, path: str = ":memory:", threads: int = 2) -> None:
        self.con = duckdb.connect(path, config={"threads": threads, "memory_limit": "2GB"})
        self.con.execute("SET TimeZone = 'UTC'")
        for table in TABLES_USED:
            self._put(f"CREATE TABLE kept_{table} AS FROM given", empty(table))

    def run(self, articles: pa.Table, gone: tuple[str, ...] = ()) -> dict[str, float]:
        """Add articles, and leave out those now gone; return CPU seconds by stage."""
        self._show(articles, gone)
        seconds = {}
        began = time.process_time()
        changes = find_duplicates(self.con)
        seconds["dedupe"] = time.process_time() - began
        placed = next(change for change in changes if isinstance(change, Assign))
        self._put("CREATE OR REPLACE TEMP TABLE placed AS FROM given", placed.rows)
        self.con.execute(
            "CREATE OR REPLACE TEMP VIEW article_clusters AS "
            "SELECT article_id, duplicate_cluster, duplicate_of, duplicate_kind "
            "FROM all_articles ANTI JOIN placed USING (article_id) UNION ALL FROM placed"
        )
        began = time.process_time()
        changes += tell_stories(self.con)
        seconds["stories"] = time.process_time() - began
        self.con.execute(
            "DELETE FROM kept_articles WHERE article_id IN (SELECT article_id FROM replaced_articles)"
        )
        self._put("INSERT INTO kept_articles FROM given", articles)
        for change in changes:
            self._make(change)
        return seconds

    def duplicates(self, articles: pa.Table) -> pa.Table:
        """Return the pairs of copies among some articles, without adding these."""
        self._show(articles, ())
        changes = find_duplicates(self.con)
        found = [c.rows for c in changes if c.table == "duplicate_pairs"]
        return pa.concat_tables(found)

    def table(self, name: str) -> pa.Table:
        """Return all rows of a table in a fixed order."""
        return self.con.execute(f"FROM kept_{name} ORDER BY ALL").to_arrow_table()

    def _show(self, articles: pa.Table, gone: tuple[str, ...]) -> None:
        self._put("CREATE OR REPLACE TEMP TABLE new_articles AS FROM given", articles)
        self.con.execute(
            "CREATE OR REPLACE TEMP TABLE replaced_articles AS "
            "SELECT article_id, document_id FROM kept_articles "
            "WHERE article_id IN (SELECT article_id FROM new_articles) OR list_contains($gone, article_id)",
            {"gone": list(gone)},
        )
        replaced = "(SELECT article_id FROM replaced_articles)"
        for table in TABLES_USED:
            condition = "true"
            if table in OF_ARTICLE:
                condition = f"article_id NOT IN {replaced}"
            elif table in OF_PAIR:
                condition = f"article_a NOT IN {replaced} AND article_b NOT IN {replaced}"
            self.con.execute(
                f"CREATE OR REPLACE TEMP VIEW old_{table} AS FROM kept_{table} WHERE {condition}"
            )
        self.con.execute(
            "CREATE OR REPLACE TEMP VIEW placed_articles AS SELECT rowid AS lake_rowid, * FROM kept_articles "
            f"WHERE article_id NOT IN {replaced}"
        )
        self.con.execute(
            "CREATE OR REPLACE TEMP VIEW all_articles AS FROM old_articles UNION ALL FROM new_articles"
        )

    def _make(self, change: Change) -> None:
        kept = f"kept_{change.table}"
        if isinstance(change, Assign):
            columns = [name for name in change.rows.column_names if name != change.key]
            sets = ", ".join(f"{name} = given.{name}" for name in columns)
            self._put(
                f"UPDATE {kept} SET {sets} FROM given WHERE {kept}.{change.key} = given.{change.key}",
                change.rows,
            )
            return
        if change.scope is None:
            self.con.execute(f"DELETE FROM {kept}")
        else:
            (key,) = change.key
            self._put(f"DELETE FROM {kept} WHERE {key} IN (SELECT {key} FROM given)", change.scope)
        self._put(f"INSERT INTO {kept} FROM given", change.rows)

    def _put(self, statement: str, rows: pa.Table) -> None:
        self.con.register("given", rows)
        self.con.execute(statement)
        self.con.unregister("given")
