"""Columns of numbers as rows for boosted trees."""

from collections.abc import Sequence

import numpy as np

from tasks.enrich.quotes.learned.hashing import Column, Floats


def rows_of(columns: Sequence[Column]) -> Floats:
    """Return the rows in single precision, laid out in memory column by column: so trees read them, and so they come."""
    out = np.empty((len(columns), len(columns[0])), dtype=np.float32)
    for row, column in zip(out, columns, strict=True):
        row[:] = column
    return out.T
