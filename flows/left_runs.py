"""What a start finds and begins: runs that a stopped or killed `newsloom up` left, and the first one of its own.

Prefect would show what was left as running for ever, and keep its place, so that no other began.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterParentFlowRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.states import Crashed

if TYPE_CHECKING:
    from uuid import UUID

UNDER_WAY = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
STOPPED = "Newsloom was stopped while this ran; its files wait for the next run."


def close_left_runs(deployments: list[str]) -> int:
    """Mark runs under way of these deployments, and the runs they started, as crashed; return how many.

    To be called before the deployments are served: then nothing of theirs can be running.
    """
    with get_client(sync_client=True) as client:
        states = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNDER_WAY)))
        named = DeploymentFilter(name=DeploymentFilterName(any_=deployments))
        left = client.read_flow_runs(flow_run_filter=states, deployment_filter=named)
        return sum(_close(client, run, states) for run in left)


def begin_now(deployment: RunnerDeployment) -> None:
    """Have a deployment run once as soon as it is served, in place of the runs that were missed while it was not.

    By schedule alone the first run would begin an interval later, or never: Prefect's scheduler passes over moments
    that lie behind it, and on a busy machine it takes a while to come by.
    """
    deployment_id = cast("UUID", deployment.apply())
    missed = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])))
    named = DeploymentFilter(name=DeploymentFilterName(any_=[deployment.name]))
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=missed, deployment_filter=named):
            if run.expected_start_time and run.expected_start_time < datetime.now(UTC):
                client.delete_flow_run(run.id)
        client.create_flow_run_from_deployment(deployment_id, name="at the start")


def _close(client: SyncPrefectClient, run: FlowRun, states: FlowRunFilter) -> int:
    """Mark the runs within a run, then the run itself."""
    inner = states.model_copy(update={"parent_flow_run_id": FlowRunFilterParentFlowRunId(any_=[run.id])})
    n_closed = sum(_close(client, one, states) for one in client.read_flow_runs(flow_run_filter=inner))
    client.set_flow_run_state(run.id, Crashed(message=STOPPED), force=True)
    return n_closed + 1
