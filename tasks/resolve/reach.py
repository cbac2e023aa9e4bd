"""Which quotations a run can give another utterance: the new ones, and whatever a chain of links ties to them.

The edge to DuckDB. Old quotations are found by the stored fingerprints, by their story and by the utterance they
render; nothing else of the lake is read.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from tasks.lake.pieces import lie_in
from tasks.lake.sqlfiles import load_sql
from tasks.resolve.join import connected
from tasks.resolve.parting import part_quotations
from tasks.resolve.quotation import Quotation
from tasks.resolve.shingles import fingerprints

_OLD_WANTED = "article_id IN (SELECT article_id FROM seen_quotes WHERE NOT is_new AND quote_id IN (SELECT quote_id FROM wanted_quotes))"


def reached_quotations(con: duckdb.DuckDBPyConnection) -> list[Quotation]:
    """Return, parted, all quotations whose utterances this run decides anew.

    The relations of `utterance_task` must be there, `speaker_changes` and `gone_utterances` among them.
    """
    seeds = {quote_id for (quote_id,) in con.execute(load_sql("resolve/touched_quotes")).fetchall()}
    loaded = _load(con, seeds)
    if not con.execute(load_sql("resolve/has_old_quotes")).fetchone():
        return part_quotations(loaded.values())
    con.register("new_prints", print_rows(loaded.values()))
    asked: set[str] = set()
    reached, pieces, tied = set(seeds), part_quotations(loaded.values()), set[str]()
    while ask := reached - asked:
        con.register("reached", pa.table({"quote_id": pa.array(sorted(ask), pa.string())}))
        con.register("reached_prints", print_rows(loaded[row] for row in ask if row in loaded))
        near = {quote_id for (quote_id,) in con.execute(load_sql("resolve/linked_quotes")).fetchall()}
        members = {quote_id for quote_id, _ in con.execute(load_sql("resolve/utterance_members")).fetchall()}
        asked |= ask
        wanted = (near | members) - loaded.keys()
        if tied and not wanted and members <= seeds:
            break  # nothing is known that was not known when these were tied
        seeds |= members
        loaded |= _load(con, wanted)
        pieces = part_quotations(loaded.values())
        tied = connected(pieces, seeds)
        reached = {piece.parted_from or piece.quote_id for piece in pieces if piece.quote_id in tied}
    for name in ("new_prints", "reached", "reached_prints"):
        con.execute(f"DROP VIEW IF EXISTS {name}")
    return [piece for piece in pieces if piece.quote_id in tied]


def _load(con: duckdb.DuckDBPyConnection, quote_ids: Collection[str]) -> dict[str, Quotation]:
    """Read quotations with the words between their marks: one pass over the texts near them, unless none are wanted."""
    if not quote_ids:
        return {}
    con.register("wanted_quotes", pa.table({"quote_id": pa.array(sorted(quote_ids), pa.string())}))
    lie = {f"{table}_lie": lie_in(con, f"placed_{table}", _OLD_WANTED) for table in ("articles", "quotes")}
    cursor = con.execute(load_sql("resolve/quotations").format(**lie))
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    con.unregister("wanted_quotes")
    return {row["quote_id"]: _quotation(row) for row in rows}


def _quotation(row: Mapping[str, Any]) -> Quotation:
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in row.items()}
    return Quotation(**values)


def print_rows(quotations: Iterable[Quotation]) -> pa.Table:
    """Return the rows of `quote_fingerprints` of some quotations."""
    rows = [(fingerprint, q.quote_id) for q in quotations for fingerprint in sorted(fingerprints(q.keys))]
    return pa.table(
        {
            "fingerprint": pa.array([fingerprint for fingerprint, _ in rows], pa.int64()),
            "quote_id": pa.array([quote_id for _, quote_id in rows], pa.string()),
        }
    )
