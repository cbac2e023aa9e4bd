"""One scheduled job at a time on a warehouse: a Prefect concurrency limit, seen in its UI, above the writer's lock."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency

LEASE_S = 60.0
"""How long the limit stays taken when its holder was killed; the lock is free at once."""


def limit_name(warehouse: str) -> str:
    """Return the name of a warehouse's limit: its folder's name, and a digest of its whole path."""
    path = Path(warehouse).expanduser().absolute()
    return f"newsloom {path.name} {hashlib.sha256(str(path).encode()).hexdigest()[:8]}"


@contextmanager
def turn_on(warehouse: str) -> Iterator[None]:
    """Wait until no other scheduled job works on the warehouse, and keep others waiting while the block runs."""
    name = limit_name(warehouse)
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, 1)
    with concurrency(name, occupy=1, lease_duration=LEASE_S):
        yield
