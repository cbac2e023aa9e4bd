"""What the Prefect UI shows of a run besides its report: quality beside the last runs, what was left out, links, events."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.events import emit_event
from prefect.runtime import flow_run
from prefect.settings import get_current_settings

from flows.markdown import escaped
from tasks.lake.connect import Warehouse
from tasks.lake.drift import Measure
from tasks.lake.told import Told
from tasks.vocabulary.run import Run

ASSETS = ("documents", "articles", "quotes", "utterances", "entities", "stories")
MOST_INPUTS = 20  # named as what a run was made from
COMMITTED, DRIFT = "newsloom.run.committed", "newsloom.drift"
MATERIALISED = "prefect.asset.materialization.succeeded"
PAGES = {
    "newsloom-report": "the report",
    "newsloom-counts": "counts",
    "newsloom-quality": "quality",
    "newsloom-rejections": "what was left out",
    "newsloom-feeds": "feeds",
    "newsloom-feed-pages": "pages that could not be had",
}


def show_run(told: Told, quality: Sequence[Measure]) -> None:
    """Leave the tables of one run, and a link to it, in the Prefect UI."""
    create_table_artifact(
        [_quality_row(one) for one in quality], key="newsloom-quality", description=drift_told(quality)
    )
    rows = [{name: escaped(value) for name, value in row.items()} for row in told.rejected]
    create_table_artifact(rows, key="newsloom-rejections", description="What the last run left out, and why")
    if here := ui_url():
        link = f"{here}/runs/flow-run/{flow_run.get_id()}"
        create_link_artifact(
            link, key="newsloom-last-run", link_text="The last run", description="The last run that published"
        )


def tell_of_run(run: Run, snapshot_id: int, counts: dict[str, int], quality: Sequence[Measure]) -> None:
    """Send the events of a commit: what was made from what, and what has drifted. Automations listen to them."""
    place = Warehouse.at(run.warehouse).root.as_uri()
    warehouse = {"prefect.resource.id": place, "prefect.resource.name": run.warehouse}
    commit = {"run_id": run.run_id, "snapshot_id": snapshot_id, **counts}
    emit_event(COMMITTED, resource=warehouse, payload=commit)
    inputs = [
        {"prefect.resource.id": f"file://{quote(path)}", "prefect.resource.role": "asset"}
        for path in run.inputs[:MOST_INPUTS]
    ]
    for table in ASSETS:
        asset = {"prefect.resource.id": f"{place}/{table}", "prefect.resource.name": table}
        emit_event(MATERIALISED, resource=asset, related=inputs, payload=commit)
    for one in quality:
        if one.has_drifted:
            row = _quality_row(one) | {"run_id": run.run_id}
            emit_event(DRIFT, resource=warehouse, payload=row)


def drift_told(quality: Sequence[Measure]) -> str:
    """Say in one line what has drifted, or why that cannot be told yet."""
    drifted = [
        f"{one.name} is {_number(one.value)} (usual: {_number(one.usual)})"
        for one in quality
        if one.has_drifted
    ]
    if drifted:
        return f"Drift: {'; '.join(drifted)}"
    judged = [one for one in quality if one.least is not None]
    return "As in the last runs" if judged else "Too few runs or articles to compare with"


def links() -> str:
    """Return links to the pages of the UI that a newsroom looks at, as Markdown; nothing where there is no UI."""
    here = ui_url()
    if not here:
        return ""
    pages = [f"[{name}]({here}/artifacts/key/{key})" for key, name in PAGES.items()]
    pages += [f"[events]({here}/events)", f"[automations]({here}/automations)"]
    return ", ".join(pages)


def ui_url() -> str | None:
    """Return where the UI is; None if this server, made for one run, has none."""
    settings = get_current_settings()
    return settings.ui_url if settings.server.ui.enabled else None


def _quality_row(one: Measure) -> dict[str, Any]:
    return {
        "figure": one.name,
        "this run": _number(one.value),
        "usual": _number(one.usual),
        "from": _number(one.least if one.least is None else max(one.least, 0.0)),
        "to": _number(one.most),
        "runs compared": one.n_runs,
        "flag": "DRIFT" if one.has_drifted else "",
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
