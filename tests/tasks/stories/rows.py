"""Units of made-up terms, without a warehouse."""

import numpy as np

from tasks.stories.vectors import UnitTerms, Vectors


def vectors_of(rows, reads=None):
    """Vectors that read rows of weights, a column for each term; units that are read are added to `reads`."""
    rows = np.asarray(rows, np.float32)

    def read(units):
        if reads is not None:
            reads.append(sorted(units.tolist()))
        units = units[::-1]  # the lake gives them in its own order,
        units = units[rows[units].any(axis=1)]  # and has no row of what has no terms
        unit, terms = np.nonzero(rows[units])
        offsets = np.searchsorted(unit, np.arange(len(units) + 1))
        return UnitTerms(units, offsets, terms.astype(np.uint32), rows[units][unit, terms])

    return Vectors(len(rows), read)
