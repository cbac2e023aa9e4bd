"""From a scrape to an article: metadata lines read, litter left out, every span accounted for."""

from dataclasses import dataclass, field

from tasks.clean.cleaned import Cleaned, Removed
from tasks.clean.dateline import Dateline, read_dateline
from tasks.clean.evidence import LineEvidence
from tasks.clean.folding import fold
from tasks.clean.headline import find_headline
from tasks.clean.language import choose_language, language_code
from tasks.clean.metadata_lines import Stated, read_line
from tasks.clean.outlet import stated_outlet
from tasks.clean.page import host_of
from tasks.clean.page_lines import is_headline
from tasks.clean.segments import Segment, cut
from tasks.clean.verdicts import Zones, find_zones, judge
from tasks.vocabulary.document import DecodedDocument, Rejected
from tasks.vocabulary.offsets import Piece, merge_pieces

EXTRACTOR = "lines"
NOT_TEXT_SHARE = 0.1
HEAD_LINES = 16  # before the first paragraph; metadata stand there
TAIL_LINES = 16


@dataclass(slots=True)
class Reading:
    """What the metadata lines of one scrape say, and which lines they are."""

    reasons: list[str | None]
    stated: list[Stated] = field(default_factory=list)
    title: str | None = None
    title_start: int | None = None
    dateline: Dateline | None = None


def clean_text(document: DecodedDocument, evidence: LineEvidence) -> Cleaned:
    """Clean a scraped text.

    Raises:
        Rejected: `empty` or `not_text`.
    """
    raw = document.text or ""
    if not raw.strip():
        raise Rejected("empty", "the text has no characters")
    start = raw[:4000]
    if sum((c < " " and c not in "\t\n\r\f\v") or c == "\ufffd" for c in start) > NOT_TEXT_SHARE * len(start):
        raise Rejected("not_text", "the text is binary data or in an encoding that could not be read")
    segments = cut(raw)
    lines = [segment.text for segment in segments]
    zones = find_zones(lines)
    language = choose_language(" ".join(lines[zones.first : zones.last + 1]), document.stated.language)
    english = language == "en"
    reading = read_metadata(document, segments, zones)
    reasons = judge(lines, zones, reading.reasons, evidence, stated_outlet(document), english=english)
    text, pieces = assemble(raw, segments, reasons)
    cleaned = Cleaned(text=text, extractor=EXTRACTOR, raw_map=pieces, language=language)
    cleaned.language_declared = language_code(document.stated.language)
    cleaned.title, cleaned.title_raw_start = reading.title, reading.title_start
    cleaned.removed = [
        Removed(segment.start, segment.end, raw[segment.start : segment.end], reason)
        for segment, reason in zip(segments, reasons, strict=True)
        if reason
    ]
    merge_stated(cleaned, reading)
    cleaned.source_domain = host_of(document.url) or None
    return cleaned


def read_metadata(document: DecodedDocument, segments: list[Segment], zones: Zones) -> Reading:
    """Read the lines before the first paragraph and after the last, the headline and the dateline."""
    reading = Reading([None] * len(segments))
    host = host_of(document.url)
    head = range(min(zones.first, HEAD_LINES))
    tail = range(max(zones.last + 1, len(segments) - TAIL_LINES), len(segments))
    for i in (*head, *tail):
        stated = read_line(segments[i].text, host)
        if stated.reason:
            reading.reasons[i] = stated.reason
            reading.stated.append(stated)
    read_headline(document, segments, zones, reading)
    for i in range(min(zones.first + 1, len(segments))):
        if reading.reasons[i] is None:
            reading.dateline = read_dateline(segments[i].text)
            if reading.dateline:
                break
    return reading


def read_headline(document: DecodedDocument, segments: list[Segment], zones: Zones, reading: Reading) -> None:
    """Set the title: the record's, and where it stands in the text; else the line that reads like one."""
    title = document.stated.title
    count = min(zones.first + 1, HEAD_LINES, len(segments))
    if title:
        reading.title = title
        at = next((i for i in range(count) if is_headline(segments[i].text, title)), None)
    else:
        head = [segment.text for segment in segments[: min(zones.first, HEAD_LINES)]]
        at = find_headline(
            head, [reason is not None for reason in reading.reasons[: len(head)]], document.url
        )
    if at is None:
        return
    reading.reasons[at] = "title"
    if not title:
        reading.title = segments[at].text
    if fold(reading.title) == fold(segments[at].text):
        reading.title_start = segments[at].start
    for i in range(count):
        if reading.reasons[i] is None and fold(segments[i].text) == fold(reading.title):
            reading.reasons[i] = "title"


def merge_stated(cleaned: Cleaned, reading: Reading) -> None:
    """Lay what the metadata lines state over the article, the first to state a thing believed."""
    holder = None
    for stated in reading.stated:
        if not cleaned.authors or stated.reason != "byline":
            cleaned.authors += [name for name in stated.authors if name not in cleaned.authors]
        cleaned.published = cleaned.published or stated.published
        cleaned.modified = cleaned.modified or stated.modified
        cleaned.source_name = cleaned.source_name or stated.outlet
        cleaned.agencies += [name for name in stated.agencies if name not in cleaned.agencies]
        holder = holder or stated.holder
    if reading.dateline:
        cleaned.dateline = reading.dateline.place
        cleaned.agencies += [name for name in reading.dateline.agencies if name not in cleaned.agencies]
        cleaned.source_name = cleaned.source_name or reading.dateline.outlet
    cleaned.source_name = cleaned.source_name or holder


def assemble(raw: str, segments: list[Segment], reasons: list[str | None]) -> tuple[str, tuple[Piece, ...]]:
    """Join the kept segments with the raw text's own newlines; return text and places of its pieces."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for i, (segment, reason) in enumerate(zip(segments, reasons, strict=True)):
        if reason:
            continue
        if parts:
            gap_start = segments[i - 1].end
            gap = raw[gap_start : segment.start]
            parts.append(gap)
            pieces.append(Piece(length, len(gap), gap_start, len(gap)))
            length += len(gap)
        parts.append(segment.text)
        pieces += [Piece(length + p.start, p.length, p.raw_start, p.raw_length) for p in segment.pieces]
        length += len(segment.text)
    return "".join(parts), merge_pieces(pieces)
