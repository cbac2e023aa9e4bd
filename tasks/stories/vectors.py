"""The weighted terms of units, read when they are asked for: a run needs those near what it touches, in a corpus of years."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

Ints: TypeAlias = NDArray[np.int64]


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
            read: returns the terms of some units, ascending; called once for each unit at the most.
        """
        self._read = read
        self._start = np.full(size, -1)
        self._length = np.zeros(size, np.int64)
        self._terms = np.zeros(0, np.uint32)
        self._weights = np.zeros(0, np.float32)

    def __len__(self) -> int:
        return len(self._start)

    def need(self, units: Ints) -> None:
        """Read what is not known yet of these units: reading many at once costs as much as reading one."""
        missing = np.unique(units[self._start[units] < 0])
        if not len(missing):
            return
        found = self._read(missing)
        self._start[missing] = 0
        self._start[found.units] = len(self._terms) + found.offsets[:-1]
        self._length[found.units] = np.diff(found.offsets)
        self._terms = np.concatenate([self._terms, found.terms])
        self._weights = np.concatenate([self._weights, found.weights])

    def of(self, units: Ints) -> UnitTerms:
        """Return the terms of units, in the order of these."""
        self.need(units)
        length = self._length[units]
        offsets = np.concatenate([[0], np.cumsum(length)])
        place = np.repeat(self._start[units] - offsets[:-1], length) + np.arange(offsets[-1])
        return UnitTerms(units, offsets, self._terms[place], self._weights[place])


class Asked:
    """Units that others are compared with: only the terms that these have matter."""

    def __init__(self, vectors: Vectors, units: Ints) -> None:
        self._vectors = vectors
        mine = vectors.of(units)
        distinct = np.unique(mine.terms)
        self._distinct = pa.array(distinct)
        columns = np.searchsorted(distinct, mine.terms)
        weights = mine.weights.astype(np.float64)
        rows = csr_matrix((weights, columns, mine.offsets), shape=(len(units), max(len(distinct), 1)))
        self._turned = rows.T.tocsr()

    def likeness(self, others: Ints) -> coo_matrix:
        """Return the cosine of each of `others` (rows) with each of the units asked for (columns)."""
        theirs = self._vectors.of(others)
        place = pc.index_in(pa.array(theirs.terms), value_set=self._distinct)
        columns = place.fill_null(-1).to_numpy()
        kept = np.flatnonzero(columns >= 0)
        weights = theirs.weights[kept].astype(np.float64)
        starts = np.searchsorted(kept, theirs.offsets)
        shape = (len(others), self._turned.shape[0])
        return (csr_matrix((weights, columns[kept], starts), shape=shape) @ self._turned).tocoo()
