"""Keep the warehouse fast, small and sound: what `newsloom up` does every night."""

from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.console import counted
from flows.markdown import escaped, table
from flows.parameters import MaintenanceParameters
from tasks.lake.checks import CheckResult, run_checks
from tasks.lake.checksums import Damage, find_damage
from tasks.lake.connect import Warehouse, connect
from tasks.lake.maintain import Maintained, maintain

TIMEOUT_S = 6 * 3600


@flow(name="maintenance", timeout_seconds=TIMEOUT_S, retries=1, retry_delay_seconds=600)
def maintenance(parameters: MaintenanceParameters) -> State[Any]:
    """Join small files, drop old snapshots and the files of none, then verify what is there.

    Fails, with what it found in an artifact, if a data file is damaged or a check of sql/checks does not hold.
    """
    done = tidy(parameters)
    damage, failed = verify(parameters.warehouse)
    create_markdown_artifact(
        _markdown(done, damage, failed), key="newsloom-maintenance", description=parameters.warehouse
    )
    if damage or failed:
        faults = [counted(len(damage), "damaged files")] * bool(damage) + [check.name for check in failed]
        return Failed(message=f"The warehouse is not sound: {', '.join(faults)}; see the artifact.")
    return Completed(message=f"{done.n_files_before} files became {done.n_files_after}; all checks hold.")


@task(cache_policy=NO_CACHE)
def tidy(parameters: MaintenanceParameters) -> Maintained:
    """Merge, expire and clean up, with the writer's lock held."""
    return maintain(Warehouse.at(parameters.warehouse), parameters.keep_days)


@task(cache_policy=NO_CACHE)
def verify(path: str) -> tuple[list[Damage], list[CheckResult]]:
    """Return the damaged files, and the checks that do not hold."""
    warehouse = Warehouse.at(path)
    with connect(warehouse, read_only=True) as con:
        return find_damage(con, warehouse), [check for check in run_checks(con) if not check.passed]


def _markdown(done: Maintained, damage: list[Damage], failed: list[CheckResult]) -> str:
    """Write the report. What comes from the data is escaped."""
    counts = [
        ["files before", done.n_files_before],
        ["files after", done.n_files_after],
        ["snapshots expired", done.n_snapshots_expired],
        ["files deleted", done.n_files_deleted],
    ]
    parts = ["# Maintenance", table(["what", "n"], counts)]
    if damage:
        parts.append(
            "## Damaged files\n\n" + table(["file", "fault"], [[one.path, one.fault] for one in damage])
        )
    for check in failed:
        parts.append(
            f"## {escaped(check.name)}\n\n{check.n_offending} rows offend: {escaped(check.question)}"
        )
    return "\n\n".join(parts) + "\n"
