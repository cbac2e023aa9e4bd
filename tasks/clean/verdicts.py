"""Each line of a scrape weighed by recurrence, wording and place; a verdict is a reason to leave it out."""

import re
from dataclasses import dataclass

from tasks.clean.evidence import LineEvidence, line_key
from tasks.clean.folding import fold
from tasks.clean.litter import is_fragment, litter_reason
from tasks.clean.wording import SENTENCE_END

PARAGRAPH = 12  # words of a line that ends like a sentence
BULLET = "-•* "
NOT_PROSE = re.compile(
    r"^\W*(?:©|\(c\)|copyright\b)|\bcan be (?:reached|contacted|emailed)\b|[\w.+-]+@[\w-]+\.\w{2,}",
    re.IGNORECASE,
)
SHARED_ARTICLE = (
    0.3  # of the words of long lines: when so many recur, this is another version of an article, not litter
)


@dataclass(frozen=True, slots=True)
class Zones:
    """Where the paragraphs begin and end.

    Args:
        first: index of the first plain paragraph (the number of lines if there is none).
        last: index of the last (-1 if there is none).
    """

    first: int
    last: int


def find_zones(lines: list[str]) -> Zones:
    """Find the first and the last line that is plainly a paragraph."""
    plain = [i for i, line in enumerate(lines) if is_paragraph(line)]
    return Zones(plain[0], plain[-1]) if plain else Zones(len(lines), -1)


def is_paragraph(line: str) -> bool:
    """Whether a line is long enough and ends like a sentence."""
    return line.count(" ") + 1 >= PARAGRAPH and bool(SENTENCE_END.search(line)) and not NOT_PROSE.search(line)


def judge(
    lines: list[str],
    zones: Zones,
    known: list[str | None],
    evidence: LineEvidence,
    outlet: str | None,
    *,
    english: bool,
) -> list[str | None]:
    """Return a reason to leave out, or None, for each line.

    Args:
        lines: the text's segments in order.
        zones: where its paragraphs begin and end.
        known: verdicts already reached (metadata lines).
        evidence: which lines recur in the corpus.
        outlet: the key of the text's outlet.
        english: whether English wording rules may fire.
    """
    recurs = recurring(lines, evidence, outlet)
    reasons = list(known)
    for i, line in enumerate(lines):
        if reasons[i]:
            continue
        bare = line.lstrip(BULLET)
        n_words = len(bare.split())
        if recurs[i]:
            reasons[i] = recurs[i]
        elif english:
            reasons[i] = litter_reason(bare, n_words, after_body=i > zones.last, before_body=i < zones.first)
        if not reasons[i] and i > zones.last >= 0 and bare == line and is_fragment(bare, n_words):
            reasons[i] = "trailing_line"
        if not reasons[i] and i < zones.first and n_words < 5 and is_fragment(bare, n_words):
            reasons[i] = "label"
    if all(reasons) and not all(known):
        return list(known)
    return reasons


def recurring(lines: list[str], evidence: LineEvidence, outlet: str | None) -> list[str | None]:
    """Return `recurs_on_site` or `recurs_everywhere` for lines that the corpus knows as litter."""
    if not evidence.on_site and not evidence.everywhere:
        return [None] * len(lines)
    keys = [line_key(line) if fold(line) else 0 for line in lines]
    found: list[str | None] = [
        "recurs_on_site"
        if (outlet or "", key) in evidence.on_site
        else "recurs_everywhere"
        if key in evidence.everywhere
        else None
        for key in keys
    ]
    long_words = sum(len(line.split()) for line in lines if is_paragraph(line))
    shared = sum(
        len(line.split()) for line, hit in zip(lines, found, strict=True) if hit and is_paragraph(line)
    )
    if shared > SHARED_ARTICLE * max(1, long_words):
        zones = find_zones(lines)
        found = [hit if not zones.first <= i <= zones.last else None for i, hit in enumerate(found)]
    return found
