"""The edge to the texts: candidate pairs are measured exactly, tile by tile, and their shared passages found."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tasks.dedupe.candidates import TEXTS_AT_ONCE, put_table
from tasks.dedupe.overlap import count_common, overlap
from tasks.dedupe.passages import Passage, have_same_words, passages, runs_of
from tasks.dedupe.shingles import Ints, Shingled, join_batches, shingle
from tasks.lake.pieces import lie_in
from tasks.lake.sqlfiles import load_sql

_OLD_WANTED = (
    "article_id IN (SELECT article_id FROM dedupe_wanted JOIN dedupe_docs USING (doc) WHERE NOT is_new)"
)

_TILE = 512  # at most twice as many texts are held as shingles at a time: some 15 MB


@dataclass(frozen=True, slots=True)
class VerifiedPair:
    """Two copies by their numbers in `dedupe_docs`, as they were asked for."""

    a: int
    b: int
    jaccard: float
    containment: float
    is_exact: bool
    passages: list[Passage]


def verify(con: duckdb.DuckDBPyConnection, a: Ints, b: Ints) -> Iterator[VerifiedPair]:
    """Measure pairs of `dedupe_docs` from their texts; yield the copies.

    Args:
        con: with `dedupe_docs`, `new_articles` and `placed_articles`.
        a: one end of each pair.
        b: the other end.
    """
    if not len(a):
        return
    docs, ends = np.unique(np.concatenate([a, b]), return_inverse=True)
    a_at, b_at = ends[: len(a)], ends[len(a) :]
    graph = coo_matrix((np.ones(len(a)), (a_at, b_at)), shape=(len(docs), len(docs)))
    by_family = np.argsort(connected_components(graph, directed=False)[1], kind="stable")
    docs = docs[by_family]
    place = np.empty(len(docs), np.int64)
    place[by_family] = np.arange(len(docs))
    a_at, b_at = place[a_at], place[b_at]
    put_table(con, "dedupe_wanted", pa.table({"place": np.arange(len(docs)), "doc": docs}))
    con.execute(load_sql("dedupe/texts").format(lie=lie_in(con, "placed_articles", _OLD_WANTED)))
    tile = np.minimum(a_at, b_at) // _TILE * len(docs) + np.maximum(a_at, b_at) // _TILE
    order = np.argsort(tile, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(tile[order])) + 1):
        places, ends = np.unique(np.concatenate([a_at[part], b_at[part]]), return_inverse=True)
        batch = _shingle_places(con, places)
        left, right = ends[: len(part)], ends[len(part) :]
        for k, jaccard, containment, is_exact, shared in _measure(batch, left, right):
            yield VerifiedPair(int(a[part[k]]), int(b[part[k]]), jaccard, containment, is_exact, shared)


def _measure(
    batch: Shingled, left: Ints, right: Ints
) -> Iterator[tuple[int, float, float, bool, list[Passage]]]:
    """Yield the number of each pair of the batch that is one of copies, and what is known of it."""
    sizes = batch.n_shingles
    measured = overlap(
        count_common(batch.distinct, batch.distinct_from, left, right), sizes[left], sizes[right]
    )
    copies = np.flatnonzero(measured.is_copy)
    if not len(copies):
        return
    runs = runs_of(batch)
    for k, x, y in zip(copies, left[copies], right[copies], strict=True):
        shared = passages(batch, runs, int(x), int(y))
        jaccard, containment = float(measured.jaccard[k]), float(measured.containment[k])
        yield int(k), jaccard, containment, have_same_words(batch, int(x), int(y)), shared


def _shingle_places(con: duckdb.DuckDBPyConnection, places: Ints) -> Shingled:
    """Read texts of `dedupe_texts` by their places (ascending) and shingle them."""
    con.register("dedupe_places", pa.table({"place": places}))
    texts = con.execute(load_sql("dedupe/tile")).to_arrow_table().column("text")
    con.unregister("dedupe_places")
    return join_batches(
        [shingle(texts.slice(k, TEXTS_AT_ONCE).to_pylist()) for k in range(0, len(texts), TEXTS_AT_ONCE)]
    )
