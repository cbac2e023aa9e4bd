"""The flows as deployments: what runs when. Also served by `newsloom up`."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Interval
from prefect.types.entrypoint import EntrypointType

from flows.automations import keep_automations
from flows.ingest import ingest
from flows.left_runs import begin_now, close_left_runs
from flows.maintenance import maintenance
from flows.parameters import IngestParameters, MaintenanceParameters, ReprocessParameters
from flows.reprocess import reprocess

NIGHTLY = "30 3 * * *"
# One run of each at a time; an ingest that would wait for another is not needed: the next one takes all that waits.
ONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
ONE_OR_NONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def deployments(warehouse: Path, inbox: Path, feeds: Path, every_minutes: int) -> list[RunnerDeployment]:
    """Return the deployments of one warehouse."""
    place = str(warehouse)
    return [
        RunnerDeployment.from_flow(
            ingest,
            "ingest",
            schedule=Interval(timedelta(minutes=every_minutes), anchor_date=datetime.now(UTC)),
            parameters={
                "parameters": IngestParameters(
                    warehouse=place, inbox=str(inbox), feeds=str(feeds)
                ).model_dump()
            },
            concurrency_limit=ONE_OR_NONE,
            description="Polls the feeds, and takes the files of the inbox into the warehouse.",
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
        RunnerDeployment.from_flow(
            maintenance,
            "maintenance",
            cron=NIGHTLY,
            parameters={"parameters": MaintenanceParameters(warehouse=place).model_dump()},
            concurrency_limit=ONE,
            description="Verifies checksums and checks, joins small files, drops old snapshots, vacuums Prefect's database.",
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
        RunnerDeployment.from_flow(
            reprocess,
            "reprocess",
            parameters={"parameters": ReprocessParameters(warehouse=place).model_dump()},
            concurrency_limit=ONE,
            description="Derives documents again, with the code of today; repairs damaged files.",
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
    ]


def serve_all(warehouse: str, inbox: str, feeds: str, every_minutes: int) -> None:
    """Serve the deployments until a signal says to stop; their schedules go on at the next start."""
    served = deployments(Path(warehouse), Path(inbox), Path(feeds), every_minutes)
    asyncio.run(keep_automations())
    close_left_runs([one.name for one in served])
    begin_now(served[0])
    serve(
        *served,
        pause_on_shutdown=False,
        print_starting_message=False,
    )
