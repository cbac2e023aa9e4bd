"""Feeds are read in a worker process: a hostile one may take the reader hours (a million open tags do), or all memory."""

from tasks.fetch.entries import Listed, NoFeed, listed
from tasks.pool.outcomes import Done, PoolLimits
from tasks.pool.pool import WorkerPool

LIMITS = PoolLimits(seconds=10.0, seconds_per_item=0.0, memory_bytes=1 << 30)  # 100,000 items took 14 s


def listed_apart(pool: WorkerPool, body: bytes, base: str) -> Listed:
    """Read a feed as `listed` does, in a process of the pool.

    Raises:
        NoFeed: it is none, or it takes more time or memory than it may.
    """
    for outcome in pool.run(_listed, [(body, base)], lambda job: [job], lambda job: 1):  # noqa: ARG005
        if isinstance(outcome, Done):
            if isinstance(outcome.result, Listed):
                return outcome.result
            raise NoFeed(outcome.result)
        raise NoFeed(f"it cannot be read ({outcome.reason}): {outcome.detail}")
    raise AssertionError("unreachable")


def _listed(job: tuple[bytes, str]) -> Listed | str:
    try:
        return listed(*job)
    except NoFeed as none:
        return str(none)
