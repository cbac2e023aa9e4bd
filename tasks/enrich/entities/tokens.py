"""From offsets to tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tasks.enrich.parse import Parse


def token_range(parse: Parse, start: int, end: int) -> range:
    """Return the tokens that overlap text[start:end]; empty if none does."""
    return range(bisect_left(parse.end, start + 1), bisect_left(parse.start, end))


def stretch_at(starts: Sequence[int], ends: Sequence[int], at: int) -> int:
    """Return the number of the stretch of text that holds an offset, or -1; stretches are in order and do not overlap."""
    k = bisect_right(starts, at) - 1
    return k if k >= 0 and at < ends[k] else -1


def top_token(parse: Parse, tokens: range) -> int:
    """Return the first of the tokens whose head lies outside them."""
    for i in tokens:
        head = parse.head[i]
        if head == i or head not in tokens:
            return i
    return tokens[-1]
