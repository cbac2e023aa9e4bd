"""Runs of tokens, extraction by extraction, laid end to end as columns."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from tasks.enrich.quotes.learned.hashing import Bools, Ints


class RunColumns(NamedTuple):
    """Runs of several extractions, which each have one or more, in the order of the text.

    Attributes:
        owner: number of the extraction of each run.
        low, high: its first and last token.
        first, last: first and last token of each extraction.
    """

    owner: Ints
    low: Ints
    high: Ints
    first: Ints
    last: Ints

    def holds(self, owner: Ints, token: Ints) -> Bools:
        """Whether each token stands in a run of its `owner`."""
        return holds((self.owner, self.low, self.high), owner, token)


def run_columns(runs: Sequence[Sequence[tuple[int, int]]]) -> RunColumns:
    """Lay out the runs of each extraction."""
    sizes = np.fromiter(map(len, runs), dtype=np.int64, count=len(runs))
    edges = np.fromiter(chain.from_iterable(chain.from_iterable(runs)), dtype=np.int64)
    low, high = edges[::2], edges[1::2]
    behind = np.cumsum(sizes)
    return RunColumns(
        np.repeat(np.arange(len(runs)), sizes), low, high, low[behind - sizes], high[behind - 1]
    )


def holds(runs: tuple[Ints, Ints, Ints], owner: Ints, token: Ints) -> Bools:
    """Whether each token stands in a run of its `owner`; `runs`: owner, first and last token, in order and apart."""
    held_by, low, high = runs
    if len(held_by) == 0:
        return np.zeros(len(token), dtype=bool)
    width = 1 + max(np.max(high), np.max(token, initial=0))
    at = np.searchsorted(held_by * width + low, owner * width + token, side="right") - 1
    return np.asarray((at >= 0) & (held_by[at] == owner) & (token <= high[at]))


def tokens_of(low: Ints, high: Ints) -> Ints:
    """The tokens from each `low` to its `high`, both included, one range after the other."""
    size = high - low + 1
    out: Ints = np.arange(int(size.sum())) + np.repeat(low - (np.cumsum(size) - size), size)
    return out
