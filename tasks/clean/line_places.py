"""Where a line stands among its neighbours, for the line model."""

from collections.abc import Sequence

from tasks.clean.line_words import BLOCK_HEADING, BLOCK_HEADS
from tasks.clean.wording import may_begin

FAR = 20  # lines: farther is as far
REACH = 12  # lines that a heading such as "Most read" may speak for
HEADING = 10  # words that such a heading has at most
PARAGRAPH = 25  # words of a line that ends its reach


def nearest(plain: Sequence[bool], order: range) -> list[int]:
    """Return for each line how many lines back in this order the nearest paragraph stands (0 = itself), at most FAR."""
    out = [FAR] * len(plain)
    since = FAR
    for i in order:
        since = 0 if plain[i] else min(FAR, since + 1)
        out[i] = since
    return out


def runs(flags: Sequence[bool]) -> list[int]:
    """Return for each flagged item the length of its run, at most FAR; 0 for the others."""
    out = [0] * len(flags)
    start = 0
    for i in range(len(flags) + 1):
        if i == len(flags) or not flags[i]:
            for j in range(start, i):
                out[j] = min(FAR, i - start)
            start = i + 1
    return out


def under_headings(lines: Sequence[str], tokens: Sequence[Sequence[str]], plain: Sequence[bool]) -> list[int]:
    """Return for each line how near above it a heading such as "Most read" stands (REACH = directly), 0 if none does."""
    out = [0] * len(lines)
    left = 0
    for i, line in enumerate(lines):
        if len(tokens[i]) < HEADING and may_begin(line, BLOCK_HEADS) and BLOCK_HEADING.match(line):
            left = REACH
            continue
        if plain[i] and len(tokens[i]) > PARAGRAPH:
            left = 0
        out[i] = left
        left = max(0, left - 1)
    return out
