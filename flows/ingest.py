"""Take in what has arrived in the inbox: what `newsloom up` does every quarter of an hour."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.console import counted
from flows.parameters import IngestParameters, RunParameters
from flows.pipeline import pipeline
from tasks.lake.left_out import reasons_left_out
from tasks.read.inbox import claim

TIMEOUT_S = 6 * 3600


@flow(
    name="ingest",
    flow_run_name="{parameters.inbox}",
    timeout_seconds=TIMEOUT_S,
    retries=1,
    retry_delay_seconds=60,
)
def ingest(parameters: IngestParameters) -> State[Any]:
    """Take the files that wait in the inbox into the warehouse; each then lies in done/, or in failed/ with the reason.

    A run that fails or is killed leaves its files to the next one.
    """
    with claim(Path(parameters.inbox)) as claimed:
        if not claimed.names:
            return Completed(name="NothingNew", message=f"Nothing waits in {claimed.inbox}.")
        moved = {str(claimed.folder): str(claimed.inbox)}
        given = parameters.model_dump(exclude={"inbox"})
        state = pipeline(
            RunParameters(inputs=[str(claimed.folder)], moved_from=moved, **given), return_state=True
        )
        if not state.is_completed():
            return Failed(message=state.message)
        reasons = reasons_left_out(
            parameters.warehouse, [str(claimed.inbox / name) for name in claimed.names]
        )
        claimed.settle({Path(path).name: why for path, why in reasons.items()}, datetime.now(UTC).date())
        n_failed = len(reasons)
        left_out = f", {n_failed} in {claimed.inbox / 'failed'}" if n_failed else ""
        taken = counted(len(claimed.names) - n_failed, "files")
        return Completed(message=f"{taken} taken in{left_out}. {state.message}")
