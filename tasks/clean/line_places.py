"""Where a line stands among its neighbours, for the line model."""

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

FAR = 20  # lines: farther is as far


def nearest_above(plain: Bools) -> Integers:
    """Return for each line how many lines above it the nearest paragraph stands (0 = itself), at most FAR."""
    at = np.arange(len(plain))
    last = np.maximum.accumulate(np.where(plain, at, -FAR))
    return np.minimum(at - last, FAR)


def nearest_below(plain: Bools) -> Integers:
    """Return for each line how many lines below it the nearest paragraph stands (0 = itself), at most FAR."""
    return nearest_above(plain[::-1])[::-1]


def runs(flags: Bools) -> Integers:
    """Return for each flagged item the length of its run, at most FAR; 0 for the others."""
    padded = np.zeros(len(flags) + 2, bool)
    padded[1:-1] = flags
    edges = (padded[1:] != padded[:-1]).nonzero()[0]
    lengths = edges[1::2] - edges[::2]
    out = np.zeros(len(flags), np.int64)
    out[flags] = np.repeat(np.minimum(lengths, FAR), lengths)
    return out


def around(values: Integers | Bools, reach: int) -> Integers:
    """Return for each item the sum of the items at most `reach` away, its own among them."""
    window: Integers = np.convolve(values, np.ones(2 * reach + 1, np.int64))[reach:-reach]
    return window
