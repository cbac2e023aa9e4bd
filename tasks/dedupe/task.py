"""The edge of the stage: relations of a DuckDB connection in, changes to the lake out.

The cost is that of the new articles and of what hangs together with them, but for one pass over the fingerprints. The
result is a function of the set of articles: whether a pair is looked at depends on its two texts alone, and clusters on
the pairs alone.
"""

from collections import defaultdict
from collections.abc import Iterable

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from tasks.dedupe.candidates import find_candidates, index_new_articles, put_table
from tasks.dedupe.clusters import Link, cluster
from tasks.dedupe.original import Kind, Member, Place, founder, place_members
from tasks.dedupe.overlap import LEAST_JACCARD
from tasks.dedupe.passages import Passage
from tasks.dedupe.verify import VerifiedPair, verify
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.ids import sibling_id
from tasks.vocabulary.schemas import TABLES

_PLACE_COLUMNS = ("article_id", "duplicate_cluster", "duplicate_of", "duplicate_kind")


def find_duplicates(con: duckdb.DuckDBPyConnection) -> list[Change]:
    """Find the copies among the new articles and between new and old ones; say what becomes of their clusters.

    Args:
        con: with new_articles, all_articles, old_fingerprints, old_article_shingles, old_duplicate_pairs (all without
            rows of articles that are derived again) and replaced_articles. Temporary tables `dedupe_*` are left on it.

    Returns:
        duplicate_pairs, shared_passages, fingerprints, article_shingles of the new articles, and `duplicate_*` of every
        article where they are no longer what they were. Every article has a cluster, if only its own.
    """
    shingles, fingerprints = index_new_articles(con)
    a, b = find_candidates(con)
    ids = con.execute("SELECT article_id FROM dedupe_docs ORDER BY doc").to_arrow_table()["article_id"]
    pairs, shared = _rows(verify(con, a, b), ids.to_pylist())
    delta = con.execute(
        "SELECT article_id FROM new_articles UNION SELECT article_id FROM replaced_articles"
    ).to_arrow_table()
    return [
        *_speak_for(delta, "duplicate_pairs", pairs),
        *_speak_for(delta, "shared_passages", shared),
        Replace("fingerprints", fingerprints, ("article_id",), delta),
        Replace("article_shingles", shingles, ("article_id",), delta),
        Assign("articles", "article_id", _place_articles(con, pairs)),
    ]


def _rows(verified: Iterable[VerifiedPair], ids: list[str]) -> tuple[pa.Table, pa.Table]:
    """Turn verified pairs into rows of duplicate_pairs and shared_passages."""
    pairs, shared = [], []
    for pair in verified:
        a, b = ids[pair.a], ids[pair.b]
        kind = "exact" if pair.is_exact else "near" if pair.jaccard >= LEAST_JACCARD else "contained"
        spans = pair.passages
        if a > b:
            a, b = b, a
            spans = sorted(Passage(s.b_start, s.b_end, s.a_start, s.a_end) for s in spans)
        pairs.append((a, b, kind, pair.jaccard, pair.containment))
        shared += [(a, b, *span) for span in spans]
    return _table("duplicate_pairs", sorted(pairs)), _table("shared_passages", sorted(shared))


def _table(name: str, rows: list[tuple[object, ...]]) -> pa.Table:
    schema = TABLES[name]
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema
    )


def _speak_for(delta: pa.Table, table: str, rows: pa.Table) -> list[Replace]:
    """Replace the rows that have an article of the delta at either end: every pair that was looked for now."""
    changes = []
    for column in ("article_a", "article_b"):
        is_in = pc.is_in(rows[column], delta["article_id"])
        changes.append(Replace(table, rows.filter(is_in), (column,), delta.rename_columns([column])))
    return changes


def _place_articles(con: duckdb.DuckDBPyConnection, new_pairs: pa.Table) -> pa.Table:
    """Form anew the clusters that the delta touches; return the articles whose place in them has changed."""
    links, touched = _touched(con, new_pairs)
    put_table(con, "dedupe_touched", pa.table({"article_id": pa.array(sorted(touched), pa.string())}))
    sizes = con.execute(load_sql("dedupe/sizes")).fetchall()
    rows = con.execute(load_sql("dedupe/members")).fetchall()
    number = {row[0]: i for i, row in enumerate(rows)}
    size = dict(sizes)
    members = [Member(*row[:6]) for row in rows]
    roots = cluster([row[6] for row in rows], _links(links, number, size))
    groups: dict[int, list[Member]] = defaultdict(list)
    for member, root in zip(members, roots, strict=True):
        groups[root].append(member)
    kinds: dict[int, dict[tuple[str, str], Kind]] = defaultdict(dict)
    for a, b, kind, *_ in links:
        if roots[number[a]] == roots[number[b]]:
            kinds[roots[number[a]]].update({(a, b): kind, (b, a): kind})
    before = {row[0]: Place(row[0], *row[7:]) for row in rows}
    places = [
        place
        for root, group in groups.items()
        for place in place_members(group, kinds[root], sibling_id("c", founder(group).article_id))
        if place != before[place.article_id]
    ]
    columns = zip(*sorted(places), strict=True) if places else [()] * len(_PLACE_COLUMNS)
    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in zip(_PLACE_COLUMNS, columns, strict=True)}
    )


def _links(
    pairs: Iterable[tuple[str, str, Kind, float, float]], number: dict[str, int], size: dict[str, int]
) -> list[Link]:
    """Turn rows of duplicate_pairs into links from the smaller text to the larger."""
    links = []
    for a, b, _, jaccard, containment in pairs:
        small, large = sorted((a, b), key=lambda article: (size[article], article))
        links.append(Link(number[small], number[large], jaccard, containment))
    return links


def _touched(
    con: duckdb.DuckDBPyConnection, new_pairs: pa.Table
) -> tuple[list[tuple[str, str, Kind, float, float]], set[str]]:
    """Walk from the new pairs to all that hang together with them; return these pairs, and the articles.

    Where articles are derived again, their old pairs are out of sight: then all clusters are looked at.
    """
    links = list(zip(*new_pairs.to_pydict().values(), strict=True))
    touched = {article for (article,) in con.execute("SELECT article_id FROM new_articles").fetchall()}
    (is_again,) = con.execute("SELECT count(*) > 0 FROM replaced_articles").fetchall()[0]
    frontier = {article for link in links for article in link[:2]} - touched
    if is_again:
        frontier |= {article for (article,) in con.execute(load_sql("dedupe/in_clusters")).fetchall()}
    seen = {link[:2] for link in links}
    while frontier:
        touched |= frontier
        put_table(con, "dedupe_frontier", pa.table({"article_id": pa.array(sorted(frontier), pa.string())}))
        found = con.execute(load_sql("dedupe/touching_pairs")).fetchall()
        links += [link for link in found if link[:2] not in seen]
        seen |= {link[:2] for link in found}
        frontier = {article for link in found for article in link[:2]} - touched
    return links, touched
