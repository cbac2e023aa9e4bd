"""Where in a great table some rows lie: a part of a file that has none of them is not read."""

import duckdb
import numpy as np

MOST = 16
"""Pieces that a table is read in: a delta's old rows mostly lie near each other."""


def lie_in(con: duckdb.DuckDBPyConnection, relation: str, condition: str) -> str:
    """Return a condition on `lake_rowid` that rows of a relation meet, and few others.

    DuckDB passes over parts of files whose rows are not between two bounds; keys are drawn by hashing, so every part may have some.

    Args:
        con: the connection.
        relation: which has `lake_rowid`.
        condition: what rows must meet; asked of all, so it should look at few columns.
    """
    found = con.execute(f"SELECT lake_rowid FROM {relation} WHERE {condition}").fetchnumpy()["lake_rowid"]
    if not len(found):
        return "false"
    rows = np.sort(np.asarray(found, np.int64))
    gaps = np.diff(rows)
    cuts = np.sort(np.argsort(-gaps, kind="stable")[: MOST - 1])
    first = rows[np.concatenate([[0], cuts + 1])]
    last = rows[np.concatenate([cuts, [len(rows) - 1]])]
    between = [f"lake_rowid BETWEEN {a} AND {b}" for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    return f"({' OR '.join(between)})"
