"""How alike two articles are: the cosine of their terms, less the further apart in time they were published."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Ints: TypeAlias = NDArray[np.int64]

# Similarities are whole numbers, so that sums and averages over a story are exact whatever the order of adding.
SCALE = 1 << 30

FLOOR = 0.02  # less is no likeness; it keeps the table of pairs small
FADE_DAYS = (
    14.0  # likeness falls by a third in 6 days, so a story can run for weeks if each day's news is close
)
WINDOW_DAYS = 10  # and articles further apart are never compared: look-alike events months apart stay apart


def stack(terms: Sequence[NDArray[np.uint32]], weights: Sequence[NDArray[np.float32]]) -> csr_matrix:
    """Make one sparse row of each article's terms; the columns keep the order of the terms."""
    sizes = np.array([len(row) for row in terms], np.int64)
    flat = np.concatenate([*terms, np.zeros(0, np.uint32)])
    vocabulary, columns = np.unique(flat, return_inverse=True)
    values = np.concatenate([*weights, np.zeros(0, np.float32)]).astype(np.float64)
    return csr_matrix(
        (values, columns, np.concatenate([[0], np.cumsum(sizes)])),
        shape=(len(sizes), max(len(vocabulary), 1)),
    )


def similar_pairs(vectors: csr_matrix, days: NDArray[np.float64]) -> tuple[Ints, Ints, Ints]:
    """Return the pairs (i, j, similarity times SCALE) with i < j that are alike at all.

    Args:
        vectors: unit rows.
        days: day of publication of each row, NaN if unknown: then time says nothing.
    """
    rows, columns, values = [], [], []
    for start in range(0, vectors.shape[0], _ROWS_AT_ONCE):
        product = (vectors[start : start + _ROWS_AT_ONCE] @ vectors.T).tocoo()
        i, j, value = product.row.astype(np.int64) + start, product.col.astype(np.int64), product.data
        keep = (i < j) & (value >= FLOOR)
        i, j, value = i[keep], j[keep], value[keep]
        gap = np.nan_to_num(np.abs(days[i] - days[j]), nan=0.0)
        value = np.where(gap <= WINDOW_DAYS, value * np.exp(-gap / FADE_DAYS), 0.0)
        keep = value >= FLOOR
        rows.append(i[keep])
        columns.append(j[keep])
        values.append(np.rint(value[keep] * SCALE).astype(np.int64))
    none = np.zeros(0, np.int64)
    return np.concatenate([none, *rows]), np.concatenate([none, *columns]), np.concatenate([none, *values])


_ROWS_AT_ONCE = 512
