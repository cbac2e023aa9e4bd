"""The edge to the containment index: which pairs are worth measuring, given the new articles and the old index."""

import duckdb
import numpy as np
import pyarrow as pa

from tasks.dedupe.fingerprints import fingerprint, needed_matches
from tasks.dedupe.shingles import Hashes, Ints, shingle
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
            # left empty: to shingle the few texts of a pair again costs less than 4.5 kB an article kept for ever
            "shingles": pa.array([b""] * len(ids), pa.binary()),
        }
    )
    doc_of = np.repeat(docs["doc"].to_numpy(), counts)
    rows = pa.table({"fingerprint": np.concatenate([*hashes, np.zeros(0, np.uint64)]), "doc": doc_of})
    put_table(con, "dedupe_new_docs", docs)
    put_table(con, "dedupe_new_fingerprints", rows)
    by_article = pa.table({"fingerprint": rows["fingerprint"], "article_id": names.take(pa.array(doc_of))})
    return docs.select(TABLES["article_shingles"].names), by_article


def find_candidates(con: duckdb.DuckDBPyConnection) -> tuple[Ints, Ints, Ints]:
    """Find the pairs with a new article whose fingerprints may agree enough.

    Returns:
        Numbers of the two articles of each pair, in `dedupe_docs` (which is left on the connection), the lower first;
        and for every article, how many fingerprints it needs in common with a larger one.
    """
    con.execute(load_sql("dedupe/docs"))
    docs = con.execute("FROM dedupe_docs ORDER BY doc").to_arrow_table()
    needed = needed_matches(docs["n_fingerprints"].to_numpy(), docs["n_shingles"].to_numpy())
    put_table(con, "dedupe_needed", pa.table({"doc": docs["doc"], "n_needed": needed.astype(np.int32)}))
    con.execute(load_sql("dedupe/old_hits"))
    con.execute(load_sql("dedupe/probes"))
    pairs = con.execute(load_sql("dedupe/candidates")).fetchnumpy()
    return np.asarray(pairs["a"], np.int64), np.asarray(pairs["b"], np.int64), needed


def put_table(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Keep rows as a temporary table of the connection."""
    con.register("dedupe_rows", rows)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM dedupe_rows")
    con.unregister("dedupe_rows")
