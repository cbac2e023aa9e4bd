"""A linear model over hashed features: its weights are one table, its score one look-up a feature."""

import numpy as np

from tasks.enrich.quotes.learned.cue_features import Sparse
from tasks.enrich.quotes.learned.hashing import SIZE, Floats, place


def linear_scores(features: Sparse, weights: Floats, bias: float) -> Floats:
    """Return the log odds of each row. A feature counts as often as it occurs in the row.

    The weights are stored in half precision: their sums in double precision are exact, in whatever order.
    """
    n = features.n_rows
    score = np.zeros(n)
    for rows, codes in zip(features.rows, features.codes, strict=True):
        mine = weights.take(place(codes))
        score += mine if rows is features.every else np.bincount(rows, weights=mine, minlength=n)
    return (score + bias).astype(np.float32)


def unpack(index: np.ndarray, values: np.ndarray) -> Floats:
    """Lay sparse weights out as a table of SIZE."""
    table = np.zeros((SIZE, *values.shape[1:]), dtype=np.float32)
    table[index] = values
    return table
