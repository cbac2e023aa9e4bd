"""The publish stage as a Prefect task: all that a run wants becomes one snapshot."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.lake.checksums import record_checksums
from tasks.lake.connect import Warehouse, connect
from tasks.lake.corpus import decided, staged_tables
from tasks.lake.lock import held
from tasks.lake.publish import publish as publish_run
from tasks.vocabulary.parts import StageCounts
from tasks.vocabulary.run import Run


@dataclass(frozen=True, slots=True)
class Published:
    """The snapshot that a run made; None if it changed nothing."""

    snapshot_id: int | None
    seconds: float

    def counted(self) -> StageCounts:
        """The stage's line in the report."""
        return StageCounts("publish", {"snapshot": self.snapshot_id or 0}, self.seconds)


@task(name="publish", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=2)
def publish(run: Run, run_row: Mapping[str, object]) -> Published:
    """Commit the run. A lost commit changed nothing, and one that came through is found unchanged on a retry."""
    started = time.monotonic()
    warehouse = Warehouse.at(run.warehouse)
    hold = held(warehouse)
    if hold:
        hold.renew()
    with connect(warehouse) as con:
        if hold:
            hold.refuse_strangers(con, run.run_id)
        snapshot = publish_run(con, staged_tables(run), decided(run), run_row)
        record_checksums(con, warehouse)
    return Published(snapshot, time.monotonic() - started)
