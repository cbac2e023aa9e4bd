"""A set of an article's tokens as one integer: token i is in it if bit i is set."""

from collections.abc import Iterable


def bits_of(first: int, last: int) -> int:
    """The tokens from the first to the last, both included; none if the last comes before the first."""
    return (1 << last + 1) - (1 << first) if first <= last else 0


def bits_of_runs(runs: Iterable[tuple[int, int]]) -> int:
    """The tokens of several runs, each from its first to its last."""
    out = 0
    for first, last in runs:
        out |= bits_of(first, last)
    return out


def has(tokens: int, token: int) -> bool:
    """Whether a token is among them."""
    return bool(tokens >> token & 1)


def runs_of(tokens: int) -> list[tuple[int, int]]:
    """First and last token of each run of tokens next to each other."""
    out: list[tuple[int, int]] = []
    at = 0
    while tokens:
        gap = (tokens & -tokens).bit_length() - 1
        tokens >>= gap
        size = (~tokens & tokens + 1).bit_length() - 1
        out.append((at + gap, at + gap + size - 1))
        tokens >>= size
        at += gap + size
    return out
