"""The edge to the containment index: which pairs are worth measuring, given the new articles and the old index."""

import duckdb
import numpy as np
import pyarrow as pa

from tasks.dedupe.fingerprints import SHORT, WINDOW, fingerprint, needed_matches
from tasks.dedupe.overlap import count_common
from tasks.dedupe.shingles import Hashes, Ints, shingle
from tasks.dedupe.tiny import search_for
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.schemas import TABLES

TEXTS_AT_ONCE = 64  # a few megabytes of characters: larger batches are no faster
_ROWS_AT_ONCE = 2048


def index_new_articles(con: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    """Fingerprint the new articles, in the order of their ids.

    Leaves `dedupe_new_docs` and `dedupe_new_fingerprints` on the connection.

    Returns:
        Rows of `article_shingles` and of `fingerprints`.
    """
    ids: list[str] = []
    hashes: list[Hashes] = []
    n_fingerprints: list[Ints] = []
    n_shingles: list[Ints] = []
    for batch in con.execute(load_sql("dedupe/new_texts")).to_arrow_reader(_ROWS_AT_ONCE):
        ids += batch.column("article_id").to_pylist()
        texts = batch.column("text")
        for k in range(0, len(texts), TEXTS_AT_ONCE):
            shingled = shingle(texts.slice(k, TEXTS_AT_ONCE).to_pylist())
            found, found_from = fingerprint(shingled)
            hashes.append(found)
            n_fingerprints.append(np.diff(found_from))
            n_shingles.append(shingled.n_shingles)
    counts = np.concatenate([*n_fingerprints, np.zeros(0, np.int64)])
    names = pa.array(ids, pa.string())
    docs = pa.table(
        {
            "doc": np.arange(len(ids), dtype=np.int32),
            "article_id": names,
            "n_fingerprints": counts.astype(np.int32),
            "n_shingles": np.concatenate([*n_shingles, np.zeros(0, np.int64)]).astype(np.int32),
        }
    )
    doc_of = np.repeat(docs["doc"].to_numpy(), counts)
    rows = pa.table({"fingerprint": np.concatenate([*hashes, np.zeros(0, np.uint64)]), "doc": doc_of})
    put_table(con, "dedupe_new_docs", docs)
    put_table(con, "dedupe_new_fingerprints", rows)
    by_article = pa.table({"fingerprint": rows["fingerprint"], "article_id": names.take(pa.array(doc_of))})
    return docs.select(TABLES["article_shingles"].names), by_article


def find_candidates(con: duckdb.DuckDBPyConnection) -> tuple[Ints, Ints]:
    """Find the pairs with a new article whose fingerprints agree enough to measure them.

    Returns:
        Numbers of the two articles of each pair, in `dedupe_docs` (which is left on the connection), the lower first;
        each pair once.
    """
    con.execute(load_sql("dedupe/docs"))
    docs = con.execute("FROM dedupe_docs ORDER BY doc").to_arrow_table()
    n_fingerprints, n_shingles = docs["n_fingerprints"].to_numpy(), docs["n_shingles"].to_numpy()
    needed = needed_matches(n_fingerprints, n_shingles)
    put_table(con, "dedupe_needed", pa.table({"doc": docs["doc"], "n_needed": needed.astype(np.int32)}))
    con.execute(load_sql("dedupe/old_hits"))
    con.execute(load_sql("dedupe/probes"))
    con.execute(load_sql("dedupe/candidates"))
    pairs = con.execute("FROM dedupe_candidates ORDER BY a, b").fetchnumpy()
    a, b = np.asarray(pairs["a"], np.int64), np.asarray(pairs["b"], np.int64)
    rows = con.execute(load_sql("dedupe/candidate_fingerprints")).fetchnumpy()
    found_from = np.searchsorted(np.asarray(rows["doc"]), np.arange(len(docs) + 1))
    matches = count_common(np.asarray(rows["fingerprint"]), found_from, a, b)
    size = n_shingles.astype(np.int64) * (int(n_fingerprints.max(initial=0)) + 1) + n_fingerprints
    # a probe is only one of them, and what is found may depend on nothing but the pair
    is_enough = matches >= needed[np.where(size[a] <= size[b], a, b)]
    # A tiny text may have a fingerprint in common with the long one in which it is looked for as well.
    found = np.concatenate([np.column_stack([a[is_enough], b[is_enough]]), _tiny_candidates(con)])
    first, second = np.unique(found, axis=0).T
    return first, second


def _tiny_candidates(con: duckdb.DuckDBPyConnection) -> Ints:
    """Find the long texts that may contain one too short for the index, one of the two being new; one row a pair."""
    n_new = con.execute("SELECT count(*) FROM dedupe_new_docs").fetchall()[0][0]
    are_tiny = con.execute("SELECT count(*) FROM dedupe_docs WHERE n_shingles < $window", {"window": WINDOW})
    texts = []
    if are_tiny.fetchall()[0][0]:  # to ask the lake for the texts of none costs a fifth of a small run
        texts = con.execute(load_sql("dedupe/tiny_texts"), {"window": WINDOW}).fetchall()
    searches = {doc: search for doc, text in texts if (search := search_for(text))}
    rows = {
        "doc": pa.array(searches, pa.int64()),
        "word": pa.array([search.word for search in searches.values()], pa.string()),
        "is_new": pa.array([doc < n_new for doc in searches], pa.bool_()),
    }
    put_table(con, "dedupe_tiny", pa.table(rows))
    found = []
    if searches:
        for batch in con.execute(load_sql("dedupe/tiny_hits"), {"short": SHORT}).to_arrow_reader(
            _ROWS_AT_ONCE
        ):
            for small, large, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                if searches[small].pattern.search(text.lower()):
                    found.append((min(small, large), max(small, large)))
    return np.array(found, np.int64).reshape(-1, 2)


def put_table(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Keep rows as a temporary table of the connection."""
    con.register("dedupe_rows", rows)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM dedupe_rows")
    con.unregister("dedupe_rows")
