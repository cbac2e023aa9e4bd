"""From offsets to tokens."""

from bisect import bisect_left

from tasks.enrich.parse import Parse


def token_range(parse: Parse, start: int, end: int) -> range:
    """Return the tokens that overlap text[start:end]; empty if none does."""
    return range(bisect_left(parse.end, start + 1), bisect_left(parse.start, end))


def top_token(parse: Parse, tokens: range) -> int:
    """Return the first of the tokens whose head lies outside them."""
    for i in tokens:
        head = parse.head[i]
        if head == i or head not in tokens:
            return i
    return tokens[-1]
