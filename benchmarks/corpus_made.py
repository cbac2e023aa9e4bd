"""A warehouse of made-up articles of any size, written straight to the lake: for measuring what grows with the corpus.

    python benchmarks/corpus_made.py FOLDER --articles 200000

All is drawn by hashing in SQL (`corpus_sql/`, one statement a table), so the same size gives the same rows. An article has 250 to 650
words, 5 quotations, 30 mentions of some ten entities, 2 citations, 70 fingerprints; a story three articles; outlets (300) and
entities (0.6 an article) are used as unevenly as in news. Entities and outlets have the ids that resolving gives them, so that the
next run finds nothing to change. Offsets point nowhere in the texts, so `newsloom check` would complain.
"""

import argparse
import time
from pathlib import Path

import duckdb
import pyarrow as pa

from tasks.lake.connect import Warehouse, connect
from tasks.lake.relations import show_clusters, show_run, show_stories
from tasks.lake.schema import ensure_schema
from tasks.lake.transaction import transaction
from tasks.resolve.canonical import canonical_name
from tasks.resolve.entity_task import entity_id, resolve_entities, show_scope
from tasks.resolve.identity import NameCount, identify
from tasks.resolve.kinds import KIND_OF_LABEL
from tasks.resolve.places import territory_name
from tasks.resolve.task import see
from tasks.vocabulary.changes import Replace
from tasks.vocabulary.ids import make_id

SQL = Path(__file__).parent / "corpus_sql"
OUTLETS = 300
PART = 25_000
"""Articles inserted at a time: a run's worth, and what bounds memory."""

OF_ARTICLE = (
    "documents", "articles", "removed_text", "mentions", "quotes", "citations", "outlet_lines", "fingerprints",
    "article_shingles", "article_terms",
)  # fmt: skip
OF_CORPUS = (
    "quote_alignments", "quote_fingerprints", "duplicate_pairs", "stories", "sources", "entities", "utterances", "runs",
)  # fmt: skip

OF_NAMES = ("article_names", "known_names", "short_forms", "rules")


def make_corpus(folder: Path, n_articles: int) -> None:
    """Write a warehouse of `n_articles` into a folder that has none yet."""
    with connect(Warehouse.at(folder), memory_limit="4GB", threads=2) as con:
        ensure_schema(con)
        con.execute(_sql("macros"))
        con.execute("SET VARIABLE vocabulary = (SELECT list(word(range)) FROM range(4000))")
        con.execute(_sql("made"), {"n": n_articles})
        entities = {"entities": n_articles * 6 // 10}
        _name_entities(con, entities)
        _name_outlets(con)
        with transaction(con):
            for start in range(0, n_articles, PART):
                con.execute(_sql("texts"), {"start": start, "stop": start + PART})
                for table in OF_ARTICLE:
                    _insert(con, table, entities)
            for table in OF_CORPUS:
                _insert(con, table, entities)
        with transaction(con):  # of their own: what it reads must be committed
            _keep_names(con)


def _name_entities(con: duckdb.DuckDBPyConnection, entities: dict[str, int]) -> None:
    """Make `made_entities(entity, name, label, entity_id, known_as)`: two numbers with one name are one entity."""
    rows = con.execute(_sql("names"), entities).fetchall()
    identities, _ = identify([NameCount(KIND_OF_LABEL[label], name, 1) for _, name, label in rows], [])
    made = []
    for number, name, label in rows:
        identity = identities[KIND_OF_LABEL[label], name]
        if identity.key is None:
            raise ValueError(f"{name} does not name its entity by itself")
        known_as = (identity.kind == "place" and territory_name(name)) or canonical_name({name: 1})
        made.append({
            "entity": number, "name": name, "label": label, "known_as": known_as,
            "entity_id": entity_id(identity.kind, identity.key),
        })  # fmt: skip
    con.register("entities_made", pa.Table.from_pylist(made))
    con.execute("CREATE OR REPLACE TEMP TABLE made_entities AS FROM entities_made")
    con.unregister("entities_made")


def _keep_names(con: duckdb.DuckDBPyConnection) -> None:
    """Write what resolving keeps of the names that it has judged, as the stage itself makes it."""
    show_run(con, {})
    show_clusters(con, [])
    show_stories(con, [])
    is_all = show_scope(con)
    see(con)
    for change in resolve_entities(con, is_all=is_all):
        if isinstance(change, Replace) and change.table in OF_NAMES:
            con.register("rows", change.rows)
            con.execute(f"INSERT INTO lake.{change.table} BY NAME SELECT * FROM rows")
            con.unregister("rows")


def _name_outlets(con: duckdb.DuckDBPyConnection) -> None:
    """Make `made_outlets(outlet, source_id, source_name, source_domain)`."""
    made = [
        {
            "outlet": number,
            "source_id": make_id("s", f"outlet{number}.example"),
            "source_name": f"Outlet {number}",
            "source_domain": f"outlet{number}.example",
        }
        for number in range(OUTLETS)
    ]
    con.register("outlets_made", pa.Table.from_pylist(made))
    con.execute("CREATE OR REPLACE TEMP TABLE made_outlets AS FROM outlets_made")
    con.unregister("outlets_made")


def _insert(con: duckdb.DuckDBPyConnection, table: str, entities: dict[str, int]) -> None:
    sql = _sql(table)
    con.execute(sql, entities if "$entities" in sql else None)


def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    arguments = parser.parse_args()
    began = time.process_time()
    make_corpus(arguments.folder, arguments.articles)
    print(f"{arguments.articles} articles in {time.process_time() - began:.0f} CPU s: {arguments.folder}")


if __name__ == "__main__":
    main()
