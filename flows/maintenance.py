"""Keep the warehouse fast, small and sound: what `newsloom up` does every night."""

from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.console import counted
from flows.markdown import escaped, table
from flows.one_at_a_time import turn_on
from flows.parameters import MaintenanceParameters
from flows.prefect_database import database_file, vacuum
from tasks.lake.checks import CheckResult, run_checks
from tasks.lake.checksums import Damage, find_damage
from tasks.lake.connect import Warehouse, connect
from tasks.lake.maintain import Maintained, maintain

TIMEOUT_S = 6 * 3600
REMEDY = (
    "restore them from a backup, or run `newsloom run --repair` (in the UI: reprocess, with `damaged` set)"
)


@flow(name="maintenance", timeout_seconds=TIMEOUT_S)  # its tasks are retried: damage does not go by itself
def maintenance(parameters: MaintenanceParameters) -> State[Any]:
    """Verify every file, join small ones, drop old snapshots and the files of none, hold the checks, vacuum Prefect.

    Fails, with what it found in an artifact, if a data file is damaged or a check of sql/checks does not hold. Where a
    file is damaged no files are joined: its bytes would be written anew, with a checksum that fits.
    """
    with turn_on(parameters.warehouse):
        damage = find_damaged_files(parameters.warehouse)
        done = None if damage else tidy(parameters)
        failed = [] if damage else find_failing_checks(parameters.warehouse)
    database = vacuum_prefect()
    create_markdown_artifact(
        _markdown(done, damage, failed, database),
        key="newsloom-maintenance",
        description=parameters.warehouse,
    )
    if damage:
        return Failed(
            message=f"{counted(len(damage), 'damaged files')}, the first: {damage[0].told()}; {REMEDY}"
        )
    if failed:
        names = ", ".join(check.name for check in failed)
        return Failed(
            message=f"The warehouse is not sound, these checks do not hold: {names}; see the artifact."
        )
    files = f"{done.n_files_before} files became {done.n_files_after}" if done else ""
    return Completed(message=f"{files}; all checks hold.")


@task(name="verify files", cache_policy=NO_CACHE, retries=1, retry_delay_seconds=30)
def find_damaged_files(path: str) -> list[Damage]:
    """Return the files that are not as they were written."""
    warehouse = Warehouse.at(path)
    with connect(warehouse, read_only=True) as con:
        return find_damage(con, warehouse)


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=60)
def tidy(parameters: MaintenanceParameters) -> Maintained:
    """Merge, expire and clean up, with the writer's lock held."""
    return maintain(Warehouse.at(parameters.warehouse), parameters.keep_days)


@task(name="checks", cache_policy=NO_CACHE, retries=1, retry_delay_seconds=30)
def find_failing_checks(path: str) -> list[CheckResult]:
    """Return the checks that do not hold."""
    with connect(Warehouse.at(path), read_only=True) as con:
        return [check for check in run_checks(con) if not check.passed]


@task(name="vacuum Prefect", cache_policy=NO_CACHE)
def vacuum_prefect() -> str:
    """Vacuum Prefect's own database; what it cannot do today it says, and does tomorrow."""
    return vacuum(database_file())


def _markdown(done: Maintained | None, damage: list[Damage], failed: list[CheckResult], database: str) -> str:
    """Write the report. What comes from the data is escaped."""
    parts = ["# Maintenance"]
    if done:
        counts = [
            ["files before", done.n_files_before],
            ["files after", done.n_files_after],
            ["snapshots expired", done.n_snapshots_expired],
            ["files deleted", done.n_files_deleted],
        ]
        parts.append(table(["what", "n"], counts))
    if damage:
        rows = [[one.path, one.fault, one.table, len(one.documents or ())] for one in damage]
        parts.append("## Damaged files\n\n" + table(["file", "fault", "table", "articles"], rows))
        parts.append(f"No files were joined. To mend it: {REMEDY}.")
    for check in failed:
        parts.append(
            f"## {escaped(check.name)}\n\n{check.n_offending} rows offend: {escaped(check.question)}"
        )
    parts.append(f"Prefect's database: {escaped(database)}")
    return "\n\n".join(parts) + "\n"
