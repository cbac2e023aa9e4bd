"""Utterances and alignments: the edge to DuckDB. What is decided stands in join, fullest, align and meaning."""

from collections import Counter
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.resolve.align import align
from tasks.resolve.fullest import founder, fullest
from tasks.resolve.join import join
from tasks.resolve.meaning import meaning_change
from tasks.resolve.quotation import Quotation
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.ids import sibling_id
from tasks.vocabulary.schemas import rows_to_table

_RENDERED = pa.schema([("quote_id", pa.string()), ("utterance_id", pa.string())])


def resolve_utterances(con: duckdb.DuckDBPyConnection) -> list[Change]:
    """Join all direct and mixed quotations into utterances and align each with its utterance's fullest form."""
    quotations = [Quotation(*row) for row in con.execute(load_sql("resolve/quotations")).fetchall()]
    utterances: list[dict[str, object]] = []
    alignments: list[dict[str, object]] = []
    rendered: list[dict[str, object]] = []
    for members in join(quotations):
        utterance = utterance_row(members)
        utterances.append(utterance)
        base = fullest(members)
        for quotation in members:
            rendered.append({"quote_id": quotation.quote_id, "utterance_id": utterance["utterance_id"]})
            alignments.append({"utterance_id": utterance["utterance_id"], **alignment_row(quotation, base)})
    con.register("rendered", pa.Table.from_pylist(rendered, schema=_RENDERED))
    assigned = con.execute(load_sql("resolve/quote_utterances")).to_arrow_table()
    con.unregister("rendered")
    return [
        Replace("utterances", rows_to_table("utterances", utterances)),
        Replace("quote_alignments", rows_to_table("quote_alignments", alignments)),
        Assign("quotes", "quote_id", con.execute(load_sql("resolve/quote_speakers")).to_arrow_table()),
        Assign("quotes", "quote_id", assigned),
    ]


def utterance_row(members: Sequence[Quotation]) -> dict[str, object]:
    """Return the row of `utterances` for quotations that are one utterance."""
    first = founder(members)
    dated = [q for q in members if q.published_at is not None]
    earliest = min(dated or members, key=lambda q: q.order)
    speaker = _speaker(members)
    return {
        "utterance_id": sibling_id("u", first.quote_id),
        "text": fullest(members).text,
        "speaker_entity_id": speaker.entity_id,
        "speaker_name": speaker.speaker_name,
        "n_quotes": len(members),
        "n_articles": len({q.article_id for q in members}),
        "n_sources": len({q.source_id for q in members if q.source_id}),
        "first_published_at": earliest.published_at,
        "first_source_id": earliest.source_id,
    }


def _speaker(members: Sequence[Quotation]) -> Quotation:
    """Return the quotation whose speaker most agree on; a named person goes before a company, that before nobody."""
    votes = Counter((q.entity_id, q.speaker_name) for q in members)
    rank = {"person": 0, "organization": 1, "role": 2, "group": 3, "anonymous": 4}
    return min(
        members,
        key=lambda q: (
            rank.get(q.speaker_kind, 9),
            q.entity_id is None,
            -votes[q.entity_id, q.speaker_name],
            q.order,
        ),
    )


def alignment_row(quotation: Quotation, base: Quotation) -> dict[str, object]:
    """Return the row of `quote_alignments` for a quotation and the fullest form."""
    aligned = align(quotation.text, base.text, is_fragment=quotation.is_fragment)
    reason = meaning_change(aligned.ops, is_fragment=quotation.is_fragment)
    return {
        "quote_id": quotation.quote_id,
        "relation": aligned.relation,
        "ops": [op._asdict() for op in aligned.ops],
        "similarity": aligned.similarity,
        "meaning_changed": reason is not None,
        "meaning_reason": reason,
    }
