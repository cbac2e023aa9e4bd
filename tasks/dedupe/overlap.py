"""Exact overlap of pairs of texts, and what it says of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tasks.dedupe.shingles import Hashes, Ints

# The bench's definition of a copy; below it, news texts share stock phrases and quotations.
LEAST_JACCARD = 0.5
LEAST_CONTAINMENT = 0.7


@dataclass(frozen=True, slots=True)
class Overlap:
    """One entry a pair: shared distinct shingles by all of both (Jaccard) and by the smaller one's (containment)."""

    jaccard: NDArray[np.float64]
    containment: NDArray[np.float64]

    @property
    def is_copy(self) -> NDArray[np.bool_]:
        """Whether the pair is one of copies."""
        return (self.jaccard >= LEAST_JACCARD) | (self.containment >= LEAST_CONTAINMENT)


def count_common(hashes: Hashes, offsets: Ints, left: Ints, right: Ints) -> Ints:
    """Count the hashes that sets left[k] and right[k] have in common, for every k.

    Args:
        hashes: sorted distinct hashes of all sets, one set after the other.
        offsets: where each set begins, and the end.
        left: numbers of sets.
        right: numbers of the sets to compare them with.
    """
    # A sparse matrix with a column for each possible hash; one bit is given up, because columns are signed integers.
    columns = (hashes >> np.uint64(1)).astype(np.int64)
    sets = csr_matrix(
        (np.ones(len(columns), np.int32), columns, offsets), shape=(len(offsets) - 1, 2**63 - 1)
    )
    sets.has_canonical_format = True
    common = np.zeros(len(left), np.int64)
    for k in range(0, len(left), _PAIRS_AT_ONCE):
        part = slice(k, k + _PAIRS_AT_ONCE)
        common[part] = np.diff(sets[left[part]].multiply(sets[right[part]]).indptr)
    return common


_PAIRS_AT_ONCE = 2048  # some 30 MB of rows copied at a time


def overlap(common: Ints, n_left: Ints, n_right: Ints) -> Overlap:
    """Turn counts of common and of all distinct shingles into the two measures."""
    return Overlap(common / (n_left + n_right - common), common / np.minimum(n_left, n_right))
