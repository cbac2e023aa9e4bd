"""What kind of quotation it is, by how much of it stands between marks, and where those parts are."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from tasks.enrich.quotes.marks import Segment
from tasks.enrich.quotes.records import QuoteKind, Span

DIRECT_SHARE = 0.9  # of the letters between marks; PolNeAR's convention as the bench applies it
FRAGMENT_WORDS = 12  # a marked phrase of at most so many words that is no sentence of its own is a fragment
SENTENCE_WORDS = 3
_ASCII = re.compile(r"[\x00-\x7f]+")
_NO_LETTERS = bytes(k for k in range(128) if not chr(k).isalpha())


def quoted_parts(spans: Sequence[Span], segments: Sequence[Segment], ends: Sequence[int]) -> list[Span]:
    """Return the parts of the spans that stand between marks, marks left out; `ends` are the segments' ends."""
    out = []
    for start, end in spans:
        for k in range(bisect_left(ends, start + 1), len(segments)):
            segment = segments[k]
            if segment.start >= end:
                break
            low, high = max(start, segment.inner_start), min(end, segment.inner_end)
            if low < high:
                out.append((low, high))
    return out


def content_spans(spans: Sequence[Span], segments: Sequence[Segment], ends: Sequence[int]) -> list[Span]:
    """Return the spans without the marks at their edges; what leads into the marks (“that ‘...’”) stays."""
    out = []
    for start, end in spans:
        low, high = start, end
        for k in range(bisect_left(ends, start + 1), len(segments)):
            segment = segments[k]
            if segment.start >= end:
                break
            if segment.start <= low < segment.inner_start:
                low = segment.inner_start
            if segment.inner_end < high <= segment.end:
                high = segment.inner_end
        out.append((low, high) if low < high else (start, end))
    return out


def speech_spans(spans: Sequence[Span], segments: Sequence[Segment], ends: Sequence[int]) -> list[Span]:
    """Return the spans of a direct quotation: of one that was interrupted only what stands between marks.

    What a later span begins with outside of them is the interrupting cue (“...,” he said, then added, “...”).
    """
    if len(spans) < 2:
        return content_spans(spans, segments, ends)
    out = []
    for span in content_spans(spans, segments, ends):
        inside = quoted_parts([span], segments, ends)
        out.append((inside[0][0], inside[-1][1]) if inside else span)
    return out


def kind_of(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> QuoteKind:
    """Return direct, mixed or indirect."""
    inside = _letters(text, quoted)
    if inside == 0:
        return "indirect"
    total = _letters(text, spans)
    return "direct" if inside >= DIRECT_SHARE * total else "mixed"


def _letters(text: str, spans: Sequence[Span]) -> int:
    """How many letters: plain ones all at once, and the few others one by one."""
    parts = [text[a:b] for a, b in spans]
    plain = sum(len(part.encode("ascii", "ignore").translate(None, _NO_LETTERS)) for part in parts)
    return plain + sum(sum(map(str.isalpha, _ASCII.sub("", p))) for p in parts if not p.isascii())


def is_fragment(text: str, kind: QuoteKind, quoted: Sequence[Span]) -> bool:
    """Whether only a phrase is in the speaker's words: few of them, and not begun as a sentence."""
    if kind == "indirect" or not quoted:
        return False
    words = sum(len(text[a:b].split()) for a, b in quoted)
    first = text[quoted[0][0] : quoted[0][1]].lstrip()
    last = text[quoted[-1][0] : quoted[-1][1]].rstrip()
    begun = first[:1].isupper() and words >= SENTENCE_WORDS and last[-1:] in ",.!?…-—"
    return words <= FRAGMENT_WORDS and not begun
