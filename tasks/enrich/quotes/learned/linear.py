"""A linear model over hashed features: its weights are one table, its score one look-up a feature."""

import numpy as np

from tasks.enrich.quotes.learned.cue_features import Sparse
from tasks.enrich.quotes.learned.hashing import SIZE, Floats, place


def linear_scores(features: Sparse, weights: Floats, bias: float) -> Floats:
    """Return the log odds of each row. A feature counts as often as it occurs in the row."""
    rows, codes = features.joined()
    score = np.bincount(rows, weights=weights[place(codes)], minlength=features.n_rows)
    return (score + bias).astype(np.float32)


def unpack(index: np.ndarray, values: np.ndarray) -> Floats:
    """Lay sparse weights out as a table of SIZE."""
    table = np.zeros((SIZE, *values.shape[1:]), dtype=np.float32)
    table[index] = values
    return table
