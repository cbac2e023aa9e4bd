"""The weighted terms of units, read when they are asked for: a run needs those near what it touches, in a corpus of years."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

Ints: TypeAlias = NDArray[np.int64]

_AT_ONCE = 1 << 15  # units put in order at a time: 30 MB of places
_SIEVE = np.uint32((1 << 20) - 1)
"""The bits of terms that are looked at before the terms themselves: most terms of others are none that is asked for."""


class UnitTerms(NamedTuple):
    """Terms of units, those of a unit next to each other.

    Attributes:
        units: numbers of the units, each once; those without terms may be left out.
        offsets: where in `terms` and `weights` the terms of each unit begin, and where the last one's end.
        terms: hashed terms, ascending within a unit, so sums over them are always the same.
        weights: their weights, of unit length together.
    """

    units: Ints
    offsets: Ints
    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]


class Vectors:
    """The terms of numbered units."""

    def __init__(self, size: int, read: Callable[[Ints], UnitTerms]) -> None:
        """Know how to read them.

        Args:
            size: number of units.
            read: returns the terms of some units; called once for each unit at the most.
        """
        self._read = read
        self._start = np.full(size, -1)
        self._length = np.zeros(size, np.int64)
        self._terms = np.zeros(0, np.uint32)
        self._weights = np.zeros(0, np.float32)

    def __len__(self) -> int:
        return len(self._start)

    def need(self, units: Ints) -> None:
        """Read what is not known yet of these units: reading many at once costs as much as reading one.

        What is read together is kept in the order of `units`, so that those which are asked for in this order again lie in one piece.
        """
        missing = units[self._start[units] < 0]
        if not len(missing):
            return
        _, first = np.unique(missing, return_index=True)
        missing = missing[np.sort(first)]
        found = self._read(missing)
        place = np.full(len(self), -1)
        place[found.units] = np.arange(len(found.units))
        row = place[missing]  # -1: it has no terms
        length = np.append(np.diff(found.offsets), 0)[row]
        offsets = np.concatenate([[0], np.cumsum(length)]) + len(self._terms)
        self._start[missing], self._length[missing] = offsets[:-1], length
        terms, weights = np.empty(offsets[-1], np.uint32), np.empty(offsets[-1], np.float32)
        terms[: offsets[0]], weights[: offsets[0]] = self._terms, self._weights
        for k in range(0, len(missing), _AT_ONCE):
            piece = slice(offsets[k], offsets[min(k + _AT_ONCE, len(missing))])
            inside = _ranges(found.offsets[row[k : k + _AT_ONCE]], length[k : k + _AT_ONCE])
            terms[piece], weights[piece] = found.terms[inside], found.weights[inside]
        self._terms, self._weights = terms, weights

    def of(self, units: Ints) -> UnitTerms:
        """Return the terms of units, in the order of these."""
        self.need(units)
        start, length = self._start[units], self._length[units]
        offsets = np.concatenate([[0], np.cumsum(length)])
        if len(units) and np.array_equal(start - start[0], offsets[:-1]):
            piece = slice(start[0], start[0] + offsets[-1])
            return UnitTerms(units, offsets, self._terms[piece], self._weights[piece])
        places = _ranges(start, length)
        return UnitTerms(units, offsets, self._terms[places], self._weights[places])


def _ranges(start: Ints, length: Ints) -> Ints:
    """Return the numbers from each start on, so many of each."""
    end = np.cumsum(length)
    return np.repeat(start - end + length, length) + np.arange(end[-1] if len(end) else 0)


class Asked:
    """Units that others are compared with: only the terms that these have matter."""

    def __init__(self, vectors: Vectors, units: Ints) -> None:
        self._vectors = vectors
        _, offsets, terms, weights = vectors.of(units)
        distinct = np.unique(terms)
        self._distinct = pa.array(distinct)
        self._may_have = np.zeros(_SIEVE + 1, bool)
        self._may_have[distinct & _SIEVE] = True
        columns = np.searchsorted(distinct, terms)
        shape = (len(units), max(len(distinct), 1))
        self._turned = csr_matrix((weights.astype(np.float64), columns, offsets), shape=shape).T.tocsr()

    def likeness(self, others: Ints) -> coo_matrix:
        """Return the cosine of each of `others` (rows) with each of the units asked for (columns)."""
        _, offsets, terms, weights = self._vectors.of(others)
        kept = np.flatnonzero(self._may_have[terms & _SIEVE])
        columns = pc.index_in(pa.array(terms[kept]), value_set=self._distinct).fill_null(-1).to_numpy()
        is_had = columns >= 0
        kept, columns = kept[is_had], columns[is_had]
        starts = np.searchsorted(kept, offsets)
        shape = (len(others), self._turned.shape[0])
        theirs = csr_matrix((weights[kept].astype(np.float64), columns, starts), shape=shape)
        return (theirs @ self._turned).tocoo()
