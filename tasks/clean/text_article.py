"""From a scrape to an article: metadata lines read, litter left out, every span accounted for."""

import re
from collections.abc import Iterable
from dataclasses import replace

from tasks.clean.cleaned import Cleaned, Moment, Removed
from tasks.clean.evidence import LineEvidence
from tasks.clean.language import language_code
from tasks.clean.outlet import stated_outlet
from tasks.clean.page import host_of
from tasks.clean.scrape import Scrape, read_scrape
from tasks.clean.segments import Segment
from tasks.clean.verdicts import judge
from tasks.vocabulary.document import DecodedDocument, Rejected
from tasks.vocabulary.offsets import Piece, merge_pieces

EXTRACTOR = "lines"
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
NOT_TEXT_SHARE = 0.1


def clean_text(document: DecodedDocument, evidence: LineEvidence) -> Cleaned:
    """Clean a scraped text.

    Raises:
        Rejected: `empty` or `not_text`.
    """
    raw = document.text or ""
    if not raw.strip():
        raise Rejected("empty", "the text has no characters")
    start = raw[:4000]
    if len(NO_TEXT.findall(start)) > NOT_TEXT_SHARE * len(start):
        raise Rejected("not_text", "the text is binary data or in an encoding that could not be read")
    scrape = read_scrape(document)
    reasons = judge(scrape, evidence, stated_outlet(document), document.url)
    text, pieces = assemble(raw, scrape.segments, reasons)
    cleaned = Cleaned(text=text, extractor=EXTRACTOR, raw_map=pieces, language=scrape.language)
    cleaned.language_declared = language_code(document.stated.language)
    cleaned.title, cleaned.title_raw_start = scrape.title, scrape.title_start
    cleaned.removed = [
        Removed(segment.start, segment.end, raw[segment.start : segment.end], reason)
        for segment, reason in zip(scrape.segments, reasons, strict=True)
        if reason
    ]
    merge_stated(cleaned, scrape)
    cleaned.source_domain = host_of(document.url) or None
    return cleaned


def merge_stated(cleaned: Cleaned, scrape: Scrape) -> None:
    """Lay what the metadata lines state over the article, the first to state a thing believed."""
    holder = None
    for stated in scrape.stated:
        if not cleaned.authors or stated.reason != "byline":
            cleaned.authors += [name for name in stated.authors if name not in cleaned.authors]
        cleaned.published = cleaned.published or in_text(stated.published)
        cleaned.modified = cleaned.modified or in_text(stated.modified)
        cleaned.source_name = cleaned.source_name or stated.outlet
        cleaned.agencies += [name for name in stated.agencies if name not in cleaned.agencies]
        holder = holder or stated.holder
    if scrape.dateline:
        cleaned.dateline = scrape.dateline.place
        cleaned.agencies += [name for name in scrape.dateline.agencies if name not in cleaned.agencies]
        cleaned.source_name = cleaned.source_name or scrape.dateline.outlet
    cleaned.source_name = cleaned.source_name or holder


def in_text(moment: Moment | None) -> Moment | None:
    """Mark a moment as read from the text."""
    return replace(moment, found_in="text") if moment else None


def assemble(raw: str, segments: list[Segment], reasons: list[str | None]) -> tuple[str, tuple[Piece, ...]]:
    """Join the kept segments with the raw text's own newlines; return text and places of its pieces."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = start = end = 0  # of the text so far; of the stretch of raw text that is to be taken over next

    def take(text: str, places: Iterable[Piece]) -> None:
        nonlocal length
        pieces.extend(piece._replace(start=length + piece.start) for piece in places)
        parts.append(text)
        length += len(text)

    def take_raw() -> None:
        take(raw[start:end], [Piece(0, end - start, start, end - start)])

    for i, (segment, reason) in enumerate(zip(segments, reasons, strict=True)):
        if reason:
            continue
        low = segments[i - 1].end if end else segment.start  # the gap before a segment goes with it
        if low != end:
            take_raw()
            start = low
        end = segment.start if segment.pieces else segment.end
        if segment.pieces:
            take_raw()
            take(segment.text, segment.pieces)
            start = end = segment.end
    take_raw()
    return "".join(parts), merge_pieces(pieces)
