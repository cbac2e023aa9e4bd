"""A transaction that either committed a new snapshot or changed nothing, and says which."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from tasks.vocabulary.errors import NewsloomError


@dataclass(slots=True)
class Transaction:
    """What a transaction expects of its commit, and what became of it.

    Attributes:
        expects_snapshot: set to False inside the block if there turned out to be nothing to write.
        snapshot_id: the snapshot that the commit made; None before it, or if it made none.
    """

    expects_snapshot: bool = True
    snapshot_id: int | None = None


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[Transaction]:
    """Commit what the block does to the lake as one snapshot; on any exception roll everything back.

    A COMMIT after a swallowed IO error returns without a word and has rolled back, so the id of the
    connection's last committed snapshot is compared.

    Raises:
        NewsloomError: the commit returned, but made no snapshot though one was expected.
    """
    state = Transaction()
    before = last_committed(con)
    con.execute("BEGIN TRANSACTION")
    try:
        yield state
        con.execute("COMMIT")
    except BaseException:
        _roll_back(con)
        raise
    after = last_committed(con)
    if after != before:
        state.snapshot_id = after
    elif state.expects_snapshot:
        raise NewsloomError("the commit was lost: the disk may be full; nothing was changed, run again")


def last_committed(con: duckdb.DuckDBPyConnection) -> int | None:
    """Return the snapshot that this connection committed last, if it did."""
    row = con.execute("SELECT id FROM lake.last_committed_snapshot()").fetchone()
    return None if row is None or row[0] is None else int(row[0])


def current_snapshot(con: duckdb.DuckDBPyConnection) -> int:
    """Return the snapshot that the connection sees now."""
    row = con.execute("SELECT id FROM lake.current_snapshot()").fetchone()
    return int(row[0]) if row else 0


def _roll_back(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.execute("ROLLBACK")
    except duckdb.Error:
        return  # a failed COMMIT has ended the transaction already
