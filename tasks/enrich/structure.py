"""Quotations in a language that is not read: what stands between double marks, and nothing more."""

from tasks.enrich.quotes.marks import find_segments
from tasks.enrich.quotes.records import Quote

LEAST_WORDS = 5  # less between marks is a term or a title as often as speech
CONFIDENCE = 0.5  # not calibrated: no gold in other languages


def quotes_by_marks(text: str) -> list[Quote]:
    """Return the closed quotations between double marks, each as a direct quote of somebody unknown."""
    out = []
    for segment in find_segments(text):
        span = (segment.inner_start, segment.inner_end)
        if segment.is_single or not segment.is_closed or len(text[span[0] : span[1]].split()) < LEAST_WORDS:
            continue
        out.append(Quote(spans=[span], quoted_spans=[span], confidence=CONFIDENCE, rule="marks_only"))
    return out
