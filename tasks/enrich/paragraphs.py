"""An article cut into the pieces that are parsed: paragraphs, and parts of those too long for one parse."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_PIECE = 20_000  # characters; a parse needs about 1 kB a character, so 128 such pieces stay under 3 GB
LONGEST_WORD = 1_000  # characters without a blank; the tokenizer is quadratic in these
_LINE = re.compile(r"[^\n]+")
_ENDLESS_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s")


class Piece(NamedTuple):
    """A stretch of text that is parsed by itself; `paragraph` counts the lines that are not blank."""

    start: int
    end: int
    paragraph: int


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of `text` in order: no newline inside, none blank, none longer than LONGEST_PIECE."""
    paragraph = 0
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        for start, end in _cuts(text, line.start(), line.end()):
            yield Piece(start, end, paragraph)
        paragraph += 1


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one line: after a sentence, else at a blank, else anywhere; endless words into blocks."""
    while end - start > LONGEST_WORD:
        endless = _ENDLESS_WORD.search(text, start, min(end, start + LONGEST_PIECE))
        if endless:
            cut = endless.start() if endless.start() > start else start + LONGEST_WORD
        elif end - start <= LONGEST_PIECE:
            break
        else:
            cut = _sentence_cut(text, start, start + LONGEST_PIECE)
        if text[start:cut].strip():
            yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _sentence_cut(text: str, start: int, limit: int) -> int:
    """Return where to cut text[start:limit]: after a sentence in its second half, else its last blank."""
    last = None
    for last in _SENTENCE_END.finditer(text, (start + limit) // 2, limit):  # noqa: B007 - the last one is wanted
        pass
    if last:
        return last.end()
    blank = text.rfind(" ", start + 1, limit)
    return blank + 1 if blank > start else limit
