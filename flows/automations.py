"""Automations that call the newsroom's webhook: when a deployed run fails or is late, and when quality drifts."""

import logging
import os
from datetime import timedelta
from typing import Any

from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.events.actions import CallWebhook
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.types import SecretDict
from pydantic import SecretStr

from flows.monitoring import DRIFT

WEBHOOK = "NEWSLOOM_WEBHOOK"
BLOCK = "newsloom"
OF_RUNS, OF_LATE, OF_DRIFT = (
    "Newsloom: a run failed",
    "Newsloom: runs are late",
    "Newsloom: quality has drifted",
)
FAILURES = ("Failed", "Crashed", "TimedOut")
ONE_WORD_IN = timedelta(hours=1)  # of late runs: after a night without power there are many
# Both send JSON that Slack and Mattermost show as it is; `tojson` keeps what stands in a message from ending the string.
RUN_TOLD = """{
  "text": {{ ("Newsloom: " ~ deployment.name ~ " is " ~ flow_run.state.name ~ ". " ~ (flow_run.state.message or "")) | tojson }},
  "event": {{ event.event | tojson }},
  "link": {{ (flow_run | ui_url) | tojson }}
}"""
DRIFT_TOLD = """{
  "text": {{ ("Newsloom: " ~ event.payload["figure"] ~ " is " ~ event.payload["this run"] ~ ", usually "
    ~ event.payload["usual"] ~ ", in run " ~ event.payload["run_id"]) | tojson }},
  "event": {{ event.event | tojson }}
}"""


async def keep_automations() -> None:
    """Make the automations what NEWSLOOM_WEBHOOK asks for: there, and calling it, or gone. Twice is once.

    The address is kept as a secret block, encrypted; no log line or automation shows it.
    """
    webhook = os.environ.get(WEBHOOK)
    if not webhook:
        for name in (OF_RUNS, OF_LATE, OF_DRIFT):
            await _remove(name)
        return
    block = Webhook(url=SecretStr(webhook), headers=SecretDict({"Content-Type": "application/json"}))
    block_id = await block.asave(BLOCK, overwrite=True)
    served: dict[str, Any] = {
        "match": ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
        "match_related": ResourceSpecification({"prefect.resource.role": "deployment"}),
        "posture": Posture.Reactive,
        "threshold": 1,
    }
    of_runs = EventTrigger(
        expect={f"prefect.flow-run.{state}" for state in FAILURES}, for_each={"prefect.resource.id"}, **served
    )
    of_late = EventTrigger(
        expect={"prefect.flow-run.Late"},
        for_each={"related:deployment:prefect.resource.id"},
        within=ONE_WORD_IN,
        **served,
    )
    of_drift = EventTrigger(expect={DRIFT}, posture=Posture.Reactive, threshold=1)
    for name, trigger, payload in (
        (OF_RUNS, of_runs, RUN_TOLD),
        (OF_LATE, of_late, RUN_TOLD),
        (OF_DRIFT, of_drift, DRIFT_TOLD),
    ):
        wanted = Automation(
            name=name,
            description="Made by `newsloom up`; a change by hand lasts until its next start.",
            trigger=trigger,
            actions=[CallWebhook(block_document_id=block_id, payload=payload)],
        )
        await _keep(wanted)


async def _keep(wanted: Automation) -> None:
    present = await _find(wanted.name)
    if present is None:
        await wanted.acreate()
    else:
        wanted.id = present.id
        await wanted.aupdate()


async def _remove(name: str) -> None:
    present = await _find(name)
    if present is not None:
        await present.adelete()
        logging.getLogger(__name__).info("automation %s removed: %s is not set", name, WEBHOOK)


async def _find(name: str) -> Automation | None:
    try:
        return await Automation.aread(name=name)
    except ValueError:  # so Prefect says that there is none
        return None
