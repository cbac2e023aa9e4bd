"""A scrape cut into what is judged one by one: its lines, or its sentences where the newlines were lost."""

import re
from typing import NamedTuple

from tasks.clean.mojibake import may_be_garbled, repair
from tasks.vocabulary.offsets import Piece

LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
LOST_NEWLINES = 150  # words: a longer line is cut into sentences if it also holds much of the text
LOST_SHARE = 0.3  # of the text in one line: its newlines are lost
# Before a capital, a digit, or what signs a text off: "mb/kl (AFP, dpa)", an address. Some scrapes print "-" for a blank.
SENTENCE = re.compile(
    r"(?<=[.!?…])[\"'”’)\]]*-*\s+(?=[\"'“‘(\[•©]*[A-Z\d•©]|[a-z]{2,4}(?:[,/][a-z]{2,4})+[\s-]*\(|[\w.+-]+@[\w-]+\.\w)"
    r"|\s{2,}(?=\S)"
)
ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Adm|Rear|Sgt|Prof|Jr|Sr|Inc|No|vs|Jan|Feb|Aug"
    r"|Sept|Oct|Nov|Dec)\.$"
)


class Segment(NamedTuple):
    """One line or sentence: its place in the raw text, blanks around it left out, and its repaired text."""

    start: int
    end: int
    text: str
    pieces: tuple[
        Piece, ...
    ] = ()  # of a repaired text, `start` counts from its beginning; none where it stands as in the raw
    is_sentence: bool = False  # cut out of a line that has lost its newlines


def cut(raw: str) -> list[Segment]:
    """Return the non-blank segments of a raw text in order."""
    out: list[Segment] = []
    is_suspect = may_be_garbled(raw)
    least = LOST_SHARE * len(raw)
    for match in LINE.finditer(raw):
        low, high = match.span()
        spans = sentences(raw, low, high) if high - low >= least else [(low, high)]
        for low, high in spans:
            piece = raw[low:high].lstrip()
            start = high - len(piece)
            piece = piece.rstrip()
            if piece:
                text, pieces = repair(piece, start) if is_suspect and not piece.isascii() else (piece, ())
                places = () if text == piece else pieces
                out.append(Segment(start, start + len(piece), text, places, len(spans) > 1))
    return out


def sentences(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a line that holds much of the text into sentences if it has lost its newlines; else it is one piece."""
    if raw.count(" ", start, end) < LOST_NEWLINES:
        return [(start, end)]
    out = []
    at = start
    for match in SENTENCE.finditer(raw, start, end):
        if ABBREVIATION.search(raw, max(at, match.start() - 6), match.start()):
            continue
        out.append((at, match.end()))
        at = match.end()
    out.append((at, end))
    return out
