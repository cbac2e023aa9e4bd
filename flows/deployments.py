"""The flows as deployments: what runs when. Also served by `newsloom up`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Interval
from prefect.types.entrypoint import EntrypointType

from flows.ingest import ingest
from flows.maintenance import maintenance
from flows.parameters import IngestParameters, MaintenanceParameters, ReprocessParameters
from flows.reprocess import reprocess

NIGHTLY = "30 3 * * *"
FIRST_LOOK = timedelta(seconds=10)  # after a start
# One run of each at a time; an ingest that would wait for another is not needed: the next one takes all that waits.
ONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
ONE_OR_NONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def deployments(warehouse: Path, inbox: Path, every_minutes: int) -> list[RunnerDeployment]:
    """Return the deployments of one warehouse."""
    place = str(warehouse)
    return [
        RunnerDeployment.from_flow(
            ingest,
            "ingest",
            schedule=Interval(timedelta(minutes=every_minutes), anchor_date=datetime.now(UTC) + FIRST_LOOK),
            parameters={"parameters": IngestParameters(warehouse=place, inbox=str(inbox)).model_dump()},
            concurrency_limit=ONE_OR_NONE,
            description="Takes the files of the inbox into the warehouse.",
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


def serve_all(warehouse: str, inbox: str, every_minutes: int) -> None:
    """Serve the deployments until a signal says to stop; their schedules go on at the next start."""
    serve(
        *deployments(Path(warehouse), Path(inbox), every_minutes),
        pause_on_shutdown=False,
        print_starting_message=False,
    )
