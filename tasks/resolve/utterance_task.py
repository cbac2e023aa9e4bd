"""Utterances and alignments: the edge to DuckDB. What is decided stands in join, fullest, align and meaning."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.resolve.align import align
from tasks.resolve.fullest import founder, fullest
from tasks.resolve.join import join
from tasks.resolve.meaning import meaning_change
from tasks.resolve.quotation import Quotation
from tasks.resolve.reach import print_rows, reached_quotations
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.ids import sibling_id
from tasks.vocabulary.schemas import rows_to_table


def resolve_utterances(con: duckdb.DuckDBPyConnection) -> list[Change]:
    """Join direct and mixed quotations into utterances and align each with its utterance's fullest form.

    The temporary tables of `resolve_entities` and `article_source_ids` must be there. Only utterances that this run can
    change are made anew.
    """
    speakers = con.execute(load_sql("resolve/quote_speakers")).to_arrow_table()
    con.register("speaker_changes", speakers)
    con.execute(f"CREATE OR REPLACE TEMP TABLE gone_utterances AS {load_sql('resolve/gone_utterances')}")
    quotations = reached_quotations(con)
    con.unregister("speaker_changes")
    utterances: list[dict[str, object]] = []
    alignments: list[dict[str, object]] = []
    utterance_of: dict[str, str] = {}
    for members in join(quotations):
        utterance = utterance_row(members)
        utterances.append(utterance)
        base = fullest(members)
        for quotation in members:
            utterance_of[quotation.quote_id] = str(utterance["utterance_id"])
            alignments.append({"utterance_id": utterance["utterance_id"], **alignment_row(quotation, base)})
    quote_ids = pa.table({"quote_id": pa.array(list(utterance_of), pa.string())})
    rendered = quote_ids.append_column("utterance_id", pa.array(list(utterance_of.values()), pa.string()))
    con.register("rendered", rendered)
    utterance_ids = con.execute(load_sql("resolve/utterance_scope")).to_arrow_table()
    assigned = con.execute(load_sql("resolve/quote_utterances")).to_arrow_table()
    con.unregister("rendered")
    return [
        Replace("utterances", rows_to_table("utterances", utterances), ("utterance_id",), utterance_ids),
        Replace("quote_alignments", rows_to_table("quote_alignments", alignments), ("quote_id",), quote_ids),
        Replace("quote_fingerprints", print_rows(quotations), ("quote_id",), quote_ids),
        *_parted_rows(con, quotations, utterance_of),
        Assign("quotes", "quote_id", speakers),
        Assign("quotes", "quote_id", assigned),
    ]


def _parted_rows(
    con: duckdb.DuckDBPyConnection, quotations: Sequence[Quotation], utterance_of: Mapping[str, str]
) -> list[Change]:
    """Return the rows of `quotes` for quotations that were parted, in place of the rows they were parted from."""
    pieces: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        if quotation.parted_from:
            pieces[quotation.parted_from].append(quotation)
    if not pieces:
        return []
    con.register("parted", pa.table({"quote_id": list(pieces)}))
    rows = con.execute(load_sql("resolve/parted_quotes")).to_arrow_table().to_pylist()
    con.unregister("parted")
    parted = [
        {**row_of_piece(row, piece), "utterance_id": utterance_of[piece.quote_id]}
        for row in rows
        for piece in pieces[row["quote_id"]]
    ]
    ids = pa.table({"quote_id": pa.array([row["quote_id"] for row in parted], pa.string())})
    return [Replace("quotes", rows_to_table("quotes", parted), ("quote_id",), ids)]


def row_of_piece(row: Mapping[str, Any], piece: Quotation) -> dict[str, object]:
    """Return the row of `quotes` of one piece of a parted quotation, given the whole row."""
    places = [k for k, span in enumerate(row["spans"]) if piece.place <= span["start"] < piece.end]

    def within(spans: list[dict[str, int]] | None) -> list[dict[str, int]] | None:
        return spans and [spans[k] for k in places]

    return {
        **row,
        "quote_id": piece.quote_id,
        "text": piece.text,
        "speaker_entity_id": piece.entity_id,
        "speaker_name": piece.speaker_name,
        "spans": within(row["spans"]),
        "raw_spans": within(row["raw_spans"]),
        "quoted_spans": [s for s in row["quoted_spans"] or () if piece.place <= s["start"] < piece.end],
        "cue": piece.cue or row["cue"],
        "cue_start": piece.cue_start,
        "cue_end": row["cue_end"]
        if piece.cue is None
        else piece.cue_start and piece.cue_start + len(piece.cue),
    }


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
    """Return the quotation whose speaker most agree on, sure attributions counting more.

    A named person goes before a company, that before nobody.
    """
    votes: dict[tuple[str | None, str | None], float] = defaultdict(float)
    for q in members:
        votes[q.entity_id, q.speaker_name] += q.confidence
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
