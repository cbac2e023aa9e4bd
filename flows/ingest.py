"""Poll the feeds and take in what has arrived in the inbox: what `newsloom up` does every quarter of an hour."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.console import counted
from flows.feeds import poll_feeds, told
from flows.one_at_a_time import turn_on
from flows.parameters import IngestParameters, RunParameters
from flows.pipeline import pipeline
from tasks.lake.left_out import reasons_left_out
from tasks.read.inbox import claim
from tasks.vocabulary.errors import NewsloomError

TIMEOUT_S = 6 * 3600
RETRY_DELAY_S = 20  # a catalog or disk that is away for longer is left to the next run by schedule


@flow(
    name="ingest",
    flow_run_name="{parameters.inbox}",
    timeout_seconds=TIMEOUT_S,
    retries=1,
    retry_delay_seconds=RETRY_DELAY_S,
)
def ingest(parameters: IngestParameters) -> State[Any]:
    """Fetch what the feeds list, then take the files that wait in the inbox into the warehouse.

    Each file then lies in done/, or in failed/ with the reason. A run that fails or is killed leaves its files to the
    next one; so does one that is retried. A feeds.toml that is wrong fails the run, but only after the inbox was taken in.
    """
    archives, heard, fault = _polled(parameters)
    state = _take_in(parameters, archives)
    message = ". ".join(part for part in (fault, heard, state.message) if part)
    if fault:
        # Not returned as a failed state: of that Prefect makes a retry which never begins.
        raise NewsloomError(message)
    return state.model_copy(update={"message": message})


def _polled(parameters: IngestParameters) -> tuple[list[str], str, str]:
    """Poll the feeds, if there are any; return the files that this put into the inbox, the outcome and the fault in words."""
    if not Path(parameters.feeds).expanduser().exists():
        return [], "", ""
    state = poll_feeds(parameters.feeds, parameters.inbox, return_state=True)
    if not state.is_completed():
        return [], "", f"The feeds could not be polled: {state.result(raise_on_failure=False)}"
    polled = state.result()
    return polled.archives, told(polled), ""


def _take_in(parameters: IngestParameters, whole: list[str]) -> State[Any]:
    """Take in what waits in the inbox; files that are `whole` need no time to settle."""
    with claim(Path(parameters.inbox), whole=whole) as claimed:
        if not claimed.names:
            return Completed(name="NothingNew", message=f"Nothing waits in {claimed.inbox}.")
        moved = {str(claimed.folder): str(claimed.inbox)}
        given = parameters.model_dump(exclude={"inbox", "feeds"})
        with turn_on(parameters.warehouse):
            state = pipeline(
                RunParameters(inputs=[str(claimed.folder)], moved_from=moved, **given), return_state=True
            )
        if not state.is_completed():
            raise NewsloomError(state.message or "the run failed")
        reasons = reasons_left_out(
            parameters.warehouse, [str(claimed.inbox / name) for name in claimed.names]
        )
        claimed.settle({Path(path).name: why for path, why in reasons.items()}, datetime.now(UTC).date())
        n_failed = len(reasons)
        left_out = f", {n_failed} in {claimed.inbox / 'failed'}" if n_failed else ""
        taken = counted(len(claimed.names) - n_failed, "files")
        return Completed(message=f"{taken} taken in{left_out}. {state.message}")
