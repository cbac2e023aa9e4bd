"""Quotations in a language that is not read: what stands between marks and reads like speech, and nothing more."""

import re

from tasks.enrich.quotes.marks import Segment, find_segments
from tasks.enrich.quotes.records import Quote

LEAST_WORDS = 5  # shorter marked stretches are titles and terms as often as speech
CONFIDENCE = 0.5  # not calibrated: no gold in other languages
SENTENCE_SIGN = re.compile(r"[.,!?…。！？]\W*$")


def quotes_by_marks(text: str) -> list[Quote]:
    """Return each as a direct quote of somebody unknown: long enough, punctuated like a sentence, joined where reopened."""
    out: list[Quote] = []
    for segment in find_segments(text):
        span = (segment.inner_start, segment.inner_end)
        if (
            segment.is_reopened
            and out
            and not text[out[-1].spans[-1][1] : segment.start].strip("\n \t\r\xa0")
        ):
            out[-1].spans.append(span)
            out[-1].quoted_spans.append(span)
        elif _is_speech(text, segment):
            out.append(Quote(spans=[span], quoted_spans=[span], confidence=CONFIDENCE, rule="marks_only"))
    return out


def _is_speech(text: str, segment: Segment) -> bool:
    if segment.is_single:  # an apostrophe, more often than not
        return False
    inner = text[segment.inner_start : segment.inner_end]
    behind = text[segment.end : segment.end + 1]
    return len(inner.split()) >= LEAST_WORDS and (bool(SENTENCE_SIGN.search(inner)) or behind in (",", "."))
