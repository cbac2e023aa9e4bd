"""How alike two articles are: the cosine of their terms, less the further apart in time they were published."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.stories.vectors import Asked, Ints, Vectors

# Similarities are whole numbers, so that sums and averages over a story are exact whatever the order of adding.
SCALE = 1 << 30

# Less than this is the likeness of any two pieces on one subject. Counting it as none makes the choice of threshold less
# delicate (of the dev set's F over a range of a fifth of it, the mean rises by 1.2), and keeps the table of pairs small.
FLOOR = 0.1

# Three quarters of the likeness fade with time: the story of a disaster and its inquest may meet, but must be more alike
# than two articles of one day. Beyond the window nothing is compared, so look-alike events months apart stay apart. The
# dev set does not tell these numbers (from .15 to .5 F moves by .3); with .5 two affairs of the sample newsroom, eleven
# weeks apart, come near to being one.
FADE_DAYS = 30.0
LASTING_SHARE = 0.25
WINDOW_DAYS = 90.0

_CHUNK = 2048  # rows of one product: at most 4 million likenesses at a time, 50 MB


class Pairs(NamedTuple):
    """Pairs of rows that are alike, each once, and how much: times SCALE."""

    i: Ints
    j: Ints
    likeness: Ints

    def only(self, keep: NDArray[np.bool_]) -> "Pairs":
        """Return some of the pairs."""
        return Pairs(self.i[keep], self.j[keep], self.likeness[keep])

    def among(self, rows: Ints) -> "Pairs":
        """Return the pairs, all of them of these ascending rows, numbered by their places among them."""
        return Pairs(np.searchsorted(rows, self.i), np.searchsorted(rows, self.j), self.likeness)


def join_pairs(parts: Sequence[Pairs]) -> Pairs:
    """Return the pairs of all parts."""
    none = np.zeros(0, np.int64)
    return (
        Pairs(*(np.concatenate([none, *column]) for column in zip(*parts, strict=True)))
        if parts
        else Pairs(none, none, none)
    )


def alike(vectors: Vectors, days: NDArray[np.float64], rows: Ints, others: Ints) -> Pairs:
    """Compare rows with others; a pair of which both are among `rows` comes once, and none with itself.

    Args:
        vectors: terms of each row.
        days: day of publication of each row, NaN if unknown: then time says nothing.
        rows: numbers of rows.
        others: numbers of the rows to compare them with; each of `rows` may be among them.
    """
    is_wanted = np.zeros(len(vectors), bool)
    is_wanted[others] = True
    return Likenesses(vectors, days, others).of(rows, is_wanted)


class Likenesses:
    """How alike rows are to some that are asked for again and again."""

    def __init__(self, vectors: Vectors, days: NDArray[np.float64], others: Ints) -> None:
        self._vectors, self._days = vectors, days
        self._others = list(_chunks(days, others))

    def of(self, rows: Ints, is_wanted: NDArray[np.bool_]) -> Pairs:
        """Compare rows with those others that are wanted now, as `alike` does."""
        is_row = np.zeros(len(self._vectors), bool)
        is_row[rows] = True
        left = list(_chunks(self._days, rows))
        is_near = self._in_reach(rows)
        near = [other for other in self._others if any(row.may_meet(other) for row in left)]
        near = [other._replace(rows=other.rows[is_near[other.rows]]) for other in near]
        self._vectors.need(np.concatenate([*(other.rows for other in near), rows]))
        parts = []
        for row in left:
            asked = Asked(self._vectors, row.rows)
            for other in near:
                if row.may_meet(other):
                    pairs = self._compare(asked, row.rows, other.rows)
                    keep = (
                        is_wanted[pairs.j] & (pairs.i != pairs.j) & ((pairs.i < pairs.j) | ~is_row[pairs.j])
                    )
                    parts.append(pairs.only(keep))
        return join_pairs(parts)

    def _in_reach(self, rows: Ints) -> NDArray[np.bool_]:
        """Say of all which may be near enough in time to some of the rows."""
        days = self._days[rows]
        if not len(days) or np.isnan(days).any():
            return np.full(len(self._days), len(days) > 0)
        is_far = (self._days < days.min() - WINDOW_DAYS) | (self._days > days.max() + WINDOW_DAYS)
        return np.asarray(~is_far)

    def _compare(self, asked: Asked, rows: Ints, others: Ints) -> Pairs:
        cosine = asked.likeness(others)
        alike_enough = cosine.data >= FLOOR
        i, j = rows[cosine.col[alike_enough]], others[cosine.row[alike_enough]]
        likeness = cosine.data[alike_enough] * _timeliness(self._days[i] - self._days[j])
        keep = likeness >= FLOOR
        return Pairs(i[keep], j[keep], np.rint(likeness[keep] * SCALE).astype(np.int64))


class Known:
    """What is known of how alike units are: everything about those that were asked for."""

    def __init__(self, vectors: Vectors, days: NDArray[np.float64]) -> None:
        self.asked = np.zeros(len(vectors), bool)
        self._likenesses = Likenesses(vectors, days, np.arange(len(vectors)))
        self._parts: list[Pairs] = []

    def ask(self, units: Ints) -> Pairs:
        """Compare units with all others; return the pairs that were not known before, `i` the ones asked for."""
        units = units[~self.asked[units]]
        if len(units):
            self._parts.append(self._likenesses.of(units, ~self.asked))
            self.asked[units] = True
            return self._parts[-1]
        return join_pairs([])

    def pairs(self) -> Pairs:
        """Return all pairs known."""
        self._parts = [join_pairs(self._parts)]
        return self._parts[0]


def _timeliness(gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of likeness that is left after so many days; 1 where the gap is unknown."""
    gap = np.abs(np.nan_to_num(gap, nan=0.0))
    return np.where(gap <= WINDOW_DAYS, LASTING_SHARE + (1 - LASTING_SHARE) * np.exp(-gap / FADE_DAYS), 0.0)


class _Chunk(NamedTuple):
    """Rows next to each other in time, or rows without a time."""

    rows: Ints
    first: float
    last: float

    def may_meet(self, other: "_Chunk") -> bool:
        """Whether some of the rows may be near enough in time; unknown times (NaN) may."""
        return not (self.first - other.last > WINDOW_DAYS or other.first - self.last > WINDOW_DAYS)


def _chunks(days: NDArray[np.float64], rows: Ints) -> Iterator[_Chunk]:
    """Cut rows into chunks by time."""
    in_time = rows[np.argsort(days[rows], kind="stable")]
    n_dated = int(np.count_nonzero(~np.isnan(days[in_time])))
    for part in (in_time[:n_dated], in_time[n_dated:]):
        for k in range(0, len(part), _CHUNK):
            chunk = part[k : k + _CHUNK]
            yield _Chunk(chunk, float(days[chunk[0]]), float(days[chunk[-1]]))
