"""One writer at a time: an OS lock on the warehouse, which a killed process gives up by dying."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from tasks.lake.connect import Warehouse
from tasks.vocabulary.errors import NewsloomError

WAIT_SECONDS = 60.0
"""How long a writer waits for another: a commit takes seconds; no run should wait for a whole other one."""


@contextmanager
def writer_lock(warehouse: Warehouse, purpose: str, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the warehouse for writing while the block runs. A process may take it again inside.

    Args:
        warehouse: what is to be written.
        purpose: what for, told to whoever has to wait: `run 2026-…`, `maintenance`.
        wait_seconds: how long to wait for another writer.

    Raises:
        NewsloomError: another process holds it for longer than that.
    """
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
