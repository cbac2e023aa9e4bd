"""How alike two articles are: the cosine of their terms, less the further apart in time they were published."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Ints: TypeAlias = NDArray[np.int64]

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


def stack(terms: NDArray[np.uint32], weights: NDArray[np.float32], offsets: Ints) -> csr_matrix:
    """Make one sparse row of each article's terms; the columns keep the order of the terms, so sums are always the same.

    Terms of one article alone are left out: no two rows have them in common. They are half of all.
    """
    encoded = pa.array(terms).dictionary_encode()  # a third of the cost of sorting all terms
    first_met = encoded.indices.to_numpy()
    is_shared = np.bincount(first_met, minlength=len(encoded.dictionary)) > 1
    shared = np.flatnonzero(is_shared)
    order = np.argsort(encoded.dictionary.to_numpy()[shared], kind="stable")
    column = np.zeros(len(is_shared), np.int32)
    column[shared[order]] = np.arange(len(shared), dtype=np.int32)
    kept = np.flatnonzero(is_shared[first_met])
    shape = (len(offsets) - 1, max(len(shared), 1))
    starts = np.searchsorted(kept, offsets)
    return csr_matrix((weights[kept].astype(np.float64), column[first_met[kept]], starts), shape=shape)


def alike(vectors: csr_matrix, days: NDArray[np.float64], rows: Ints, others: Ints) -> Pairs:
    """Compare rows with others; a pair of which both are among `rows` comes once, and none with itself.

    Args:
        vectors: unit rows.
        days: day of publication of each row, NaN if unknown: then time says nothing.
        rows: numbers of rows.
        others: numbers of the rows to compare them with; each of `rows` may be among them.
    """
    is_wanted = np.zeros(vectors.shape[0], bool)
    is_wanted[others] = True
    return Likenesses(vectors, days, others).of(rows, is_wanted)


class Likenesses:
    """How alike rows are to some that are asked for again and again."""

    def __init__(self, vectors: csr_matrix, days: NDArray[np.float64], others: Ints) -> None:
        self._vectors, self._days = vectors, days
        self._others = list(_chunks(days, others))
        self._turned: dict[int, csr_matrix] = {}

    def of(self, rows: Ints, is_wanted: NDArray[np.bool_]) -> Pairs:
        """Compare rows with those others that are wanted now, as `alike` does."""
        is_row = np.zeros(self._vectors.shape[0], bool)
        is_row[rows] = True
        left = list(_chunks(self._days, rows))
        parts = []
        for number, other in enumerate(self._others):
            for row in left:
                if row.may_meet(other):
                    pairs = self._compare(row, number)
                    keep = (
                        is_wanted[pairs.j] & (pairs.i != pairs.j) & ((pairs.i < pairs.j) | ~is_row[pairs.j])
                    )
                    parts.append(pairs.only(keep))
        return join_pairs(parts)

    def _compare(self, row: "_Chunk", number: int) -> Pairs:
        other = self._others[number]
        if number not in self._turned:
            self._turned[number] = self._vectors[other.rows].T.tocsr()
        product = (self._vectors[row.rows] @ self._turned[number]).tocoo()
        alike_enough = product.data >= FLOOR
        i, j = row.rows[product.row[alike_enough]], other.rows[product.col[alike_enough]]
        likeness = product.data[alike_enough] * _timeliness(self._days[i] - self._days[j])
        keep = likeness >= FLOOR
        return Pairs(i[keep], j[keep], np.rint(likeness[keep] * SCALE).astype(np.int64))


class Known:
    """What is known of how alike units are: everything about those that were asked for."""

    def __init__(self, vectors: csr_matrix, days: NDArray[np.float64]) -> None:
        self.asked = np.zeros(vectors.shape[0], bool)
        self._likenesses = Likenesses(vectors, days, np.arange(vectors.shape[0]))
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
