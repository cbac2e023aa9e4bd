"""Derive documents again from their raw bytes: after an update of the code, or of one outlet's pages."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.one_at_a_time import turn_on
from flows.parameters import ReprocessParameters, RunParameters
from flows.pipeline import pipeline

TIMEOUT_S = 48 * 3600


@flow(
    name="reprocess", timeout_seconds=TIMEOUT_S
)  # its tasks are retried: the whole would fail just so again
def reprocess(parameters: ReprocessParameters) -> State[Any]:
    """Derive documents of the warehouse again, from their raw bytes or from their cleaned articles on.

    Rows that come out as they were are not touched. With `damaged`, damaged data files are set aside and what they held
    is derived again; fails if raw bytes are lost, and says whose.
    """
    given = RunParameters(reprocess=True, **parameters.model_dump())
    with turn_on(parameters.warehouse):
        state = pipeline(given, return_state=True)
    outcome = Completed if state.is_completed() else Failed
    return outcome(name=state.name, message=state.message)
