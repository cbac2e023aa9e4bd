"""What was read of one article as rows of the tables, with the places in the raw text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.enrich.entities.mention import Mention
from tasks.enrich.quotes.records import Citation, Quote
from tasks.vocabulary.ids import make_id
from tasks.vocabulary.offsets import RawMap, Span

CONFIDENCE_DIGITS = 3  # sums of floats differ in the seventh digit from batch to batch
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What enrichment needs of an article's row."""

    article_id: str
    document_id: str
    title: str | None
    title_raw_start: int | None
    text: str
    raw_map: RawMap | None
    language: str | None
    agencies: tuple[str, ...]

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "ArticleInfo":
        """Read a row of `articles`."""
        return cls(
            article_id=row["article_id"],
            document_id=row["document_id"],
            title=row["title"],
            title_raw_start=row["title_raw_start"],
            text=row["text"] or "",
            raw_map=RawMap.from_rows(row["raw_map"]),
            language=row["language"],
            agencies=tuple(row["agencies"] or ()),
        )

    def split(self, spans: Iterable[tuple[int, int]], in_title: bool) -> list[tuple[Span, Span | None]]:
        """Cut spans where the raw text is interrupted; with each part its place in the raw text, if it has one."""
        out: list[tuple[Span, Span | None]] = []
        for start, end in spans:
            if in_title:
                at = self.title_raw_start
                out.append((Span(start, end), None if at is None else Span(start + at, end + at)))
            elif self.raw_map is None:
                out.append((Span(start, end), None))
            else:
                out.extend(self.raw_map.split((start, end)) or [(Span(start, end), None)])
        return out

    def raw(self, start: int | None, end: int | None) -> tuple[int | None, int | None]:
        """Return the raw place of a stretch of the text; (None, None) where it has none."""
        if start is None or end is None or self.raw_map is None:
            return None, None
        return self.raw_map.to_raw((start, end)) or (None, None)


def mention_rows(info: ArticleInfo, mentions: Sequence[Mention]) -> list[Row]:
    """Return the rows of `mentions`."""
    rows: list[Row] = []
    for mention in mentions:
        raw_start, raw_end = info.raw(mention.start, mention.end)
        rows.append({
            "mention_id": make_id("m", info.article_id, mention.start, mention.end),
            "article_id": info.article_id,
            "start": mention.start,
            "end": mention.end,
            "raw_start": raw_start,
            "raw_end": raw_end,
            "text": info.text[mention.start : mention.end],
            "label": mention.label,
            "local_entity": mention.local_entity,
            "local_name": mention.local_name,
            "is_pronoun": mention.is_pronoun,
        })  # fmt: skip
    return rows


def quote_rows(info: ArticleInfo, quotes: Sequence[Quote]) -> list[Row]:
    """Return the rows of `quotes`; spans are cut where the raw text is interrupted. Of two at one place the first stays."""
    rows = {row["quote_id"]: row for row in (_quote_row(info, quote) for quote in reversed(quotes))}
    return list(reversed(rows.values()))


def _quote_row(info: ArticleInfo, quote: Quote) -> Row:
    source = (info.title or "") if quote.is_headline else info.text
    parts = info.split(quote.spans, quote.is_headline)
    quoted = [span for span, _ in info.split(quote.quoted_spans, quote.is_headline)]
    raw = [span for _, span in parts if span is not None]
    is_placed = len(raw) == len(parts)
    place = [f"{span.start}-{span.end}" for span, _ in parts]
    raw_start, raw_end = (
        (None, None) if quote.is_headline else info.raw(quote.speaker_start, quote.speaker_end)
    )
    if quote.is_headline and quote.speaker_start is not None and info.title_raw_start is not None:
        raw_start = quote.speaker_start + info.title_raw_start
        raw_end = (quote.speaker_end or quote.speaker_start) + info.title_raw_start
    return {
        "quote_id": make_id("q", info.article_id, int(quote.is_headline), *place),
        "article_id": info.article_id,
        "text": " ".join(source[start:end] for start, end in quote.spans),
        "spans": _structs(span for span, _ in parts),
        "raw_spans": _structs(raw) if is_placed else None,
        "quoted_spans": _structs(quoted),
        "kind": quote.kind,
        "is_fragment": quote.is_fragment,
        "is_headline": quote.is_headline,
        "cue": quote.cue,
        "cue_start": quote.cue_start,
        "cue_end": quote.cue_end,
        "speaker_text": quote.speaker_text,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "raw_speaker_start": raw_start,
        "raw_speaker_end": raw_end,
        "speaker_local_entity": quote.speaker_local_entity,
        "speaker_name": quote.speaker_name,
        "speaker_local_name": quote.speaker_name,
        "speaker_role": quote.speaker_role,
        "speaker_kind": quote.speaker_kind,
        "told_to": quote.told_to,
        "reported_by": quote.reported_by,
        "confidence": round(quote.confidence, CONFIDENCE_DIGITS),
        "rule": quote.rule,
    }


def _structs(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def citation_rows(info: ArticleInfo, citations: Sequence[Citation]) -> list[Row]:
    """Return the rows of `citations`."""
    return [
        {
            "article_id": info.article_id,
            # An agency credited in text that cleaning took out stands nowhere in the article.
            "start": citation.start if citation.start >= 0 else None,
            "end": citation.end if citation.end >= 0 else None,
            "text": citation.text,
            "kind": citation.kind,
            "cited_name": citation.cited_name,
            "reason": citation.reason,
            "cue": citation.cue,
        }
        for citation in citations
    ]
