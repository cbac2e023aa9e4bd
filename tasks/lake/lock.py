"""One writer at a time: an OS lock on the warehouse's folder, and with a catalog on a server a lock there too.

A process that is killed gives up both by dying.
"""

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb
from filelock import FileLock, Timeout

from tasks.lake.connect import LAKE, SERVER_AWAY_SECONDS, Warehouse
from tasks.lake.transaction import current_snapshot
from tasks.vocabulary.errors import NewsloomError

WAIT_SECONDS = 60.0
"""How long a writer waits for another: a commit takes seconds; no run should wait for a whole other one."""


class Hold:
    """The right to write, while a `writer_lock` block runs."""

    def __init__(self, warehouse: Warehouse, purpose: str) -> None:
        """Nothing is held yet."""
        self.was_lost = False
        self.thread = threading.get_ident()
        self._base: int | None = None
        self._server = None
        if warehouse.catalog_file is None:
            from tasks.lake.postgres import ServerLock  # noqa: PLC0415 - a catalog that is a file needs none of it

            self._server = ServerLock(warehouse.catalog, purpose)

    def take(self, wait_seconds: float) -> None:
        """Wait for the server's lock, if the catalog is on one. Errors as `writer_lock`."""
        if self._server:
            self._server.take(wait_seconds)

    def begin(self, con: duckdb.DuckDBPyConnection) -> None:
        """Note the snapshot that the work builds on."""
        self._base = current_snapshot(con)

    def renew(self, wait_seconds: float = WAIT_SECONDS) -> None:
        """Take the lock again if a restart of the server has cost it. Errors as `writer_lock`."""
        if self._server and not self._server.is_held():
            self.was_lost = True
            self._server.take(wait_seconds, SERVER_AWAY_SECONDS)

    def refuse_strangers(self, con: duckdb.DuckDBPyConnection, message: str) -> None:
        """Make sure that nobody else has written while the lock was lost.

        Args:
            con: attached to the warehouse.
            message: of commits that are our own.

        Raises:
            NewsloomError: somebody has.
        """
        if not self.was_lost or self._base is None:
            return
        query = f"SELECT snapshot_id FROM {LAKE}.snapshots() WHERE snapshot_id > ? AND commit_message IS DISTINCT FROM ?"
        if other := con.execute(query, [self._base, message]).fetchone():
            raise NewsloomError(
                f"the catalog's server was restarted, and another writer has made snapshot {other[0]} since; "
                "nothing was published, run again"
            )

    def give_up(self) -> None:
        """Give up the server's lock."""
        if self._server:
            self._server.give_up()


_held: dict[Warehouse, Hold] = {}


def held(warehouse: Warehouse) -> Hold | None:
    """Return what this process holds of a warehouse."""
    return _held.get(warehouse)


@contextmanager
def writer_lock(warehouse: Warehouse, purpose: str, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[Hold]:
    """Hold the warehouse for writing while the block runs. A process may take it again inside.

    Args:
        warehouse: what is to be written.
        purpose: what for, told to whoever has to wait: `run 2026-…`, `maintenance`.
        wait_seconds: how long to wait for another writer.

    Raises:
        NewsloomError: another process, or another machine, holds it for longer than that.
    """
    mine = _held.get(warehouse)
    if mine is not None and mine.thread == threading.get_ident():
        yield mine
        return
    with _file_lock(warehouse, purpose, wait_seconds):
        hold = Hold(warehouse, purpose)
        try:
            hold.take(wait_seconds)
            _held[warehouse] = hold
            yield hold
        finally:
            _held.pop(warehouse, None)
            hold.give_up()


@contextmanager
def _file_lock(warehouse: Warehouse, purpose: str, wait_seconds: float) -> Iterator[None]:
    warehouse.root.mkdir(parents=True, exist_ok=True)
    holder = warehouse.lock.with_suffix(".json")
    lock = FileLock(warehouse.lock, timeout=wait_seconds, is_singleton=True)
    try:
        with lock:
            note = {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "purpose": purpose,
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            holder.write_text(json.dumps(note), encoding="utf-8")
            yield
    except Timeout as error:
        who = _who(holder.read_bytes() if holder.exists() else b"")
        raise NewsloomError(f"{warehouse.root} is being written by {who}: wait for it, or stop it") from error


def _who(note: bytes) -> str:
    try:
        told = json.loads(note)
        return f"process {told['pid']} on {told['host']} ({told['purpose']}, since {told['since']})"
    except (ValueError, KeyError, TypeError):
        return "another process"
