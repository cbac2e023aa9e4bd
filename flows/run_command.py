"""`newsloom run`: the flow with its Prefect API around it, and the summary at its end."""

import os
from functools import partial
from pathlib import Path
from typing import Any

from flows.console import progress, terminal
from flows.server import configured_api_url, prefect_api
from tasks.lake.connect import Warehouse
from tasks.vocabulary.errors import NewsloomError

LONGEST_QUOTE = 150


def run_pipeline(options: dict[str, Any], *, verbose: bool) -> None:
    """Run the flow, starting a Prefect server if none is configured, and print the summary.

    Raises:
        NewsloomError: the run failed; it says what and where the log is.
    """
    warehouse = Warehouse.at(options["warehouse"])
    log = warehouse.logs / "newsloom.log"
    progress.visible = True
    if configured_api_url() is None:
        first = (
            ""
            if (_prefect_home() / "prefect.db").exists()
            else " (its first start makes a database: up to 30 s)"
        )
        progress.waiting(f"Starting a Prefect server for this run{first} …")
    try:
        with prefect_api(warehouse.logs / "prefect-server.log") as ready:
            # Imported while the server starts: each takes seconds.
            from flows.logs import flush_to_api, send_logs_to
            from flows.parameters import RunParameters
            from flows.pipeline import pipeline

            send_logs_to(log, verbose=verbose)
            given = {name: value for name, value in options.items() if value is not None}
            given.setdefault("workers", os.cpu_count() or 1)
            parameters = RunParameters(**given)
            ready()
            state = pipeline(parameters, return_state=True)
            flush_to_api()
    except OSError as error:
        raise NewsloomError(
            f"cannot write to {warehouse.root}: {error.strerror}; choose another with --warehouse"
        ) from error
    if not state.is_completed():
        fault = state.result(raise_on_failure=False)
        if isinstance(fault, NewsloomError):
            raise fault
        raise NewsloomError(f"the run failed: {state.message}; the log is {log}")
    if state.name == "NothingNew":
        terminal.print(state.message)
    else:
        _summary(warehouse, str(state.message))


def _prefect_home() -> Path:
    return Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()


def _summary(warehouse: Warehouse, message: str) -> None:
    """Print what the warehouse holds now, its most carried utterances, and where to look next."""
    from tasks.lake.told import told_of_run

    told = told_of_run(str(warehouse.root), "")
    say = partial(terminal.print, soft_wrap=True)
    say(f"\n[bold]{message}[/bold]")
    say("In the warehouse: " + ", ".join(f"{number:,} {name}" for name, number in told.totals.items()))
    if told.carried:
        say("\n[bold]Most carried[/bold]")
    for row in told.carried:
        text = row["text"] if len(row["text"]) <= LONGEST_QUOTE else row["text"][: LONGEST_QUOTE - 1] + "…"
        outlets = ", ".join(row["outlets"] or []) or "outlet unknown"
        say(f"  {row['speaker'] or 'unknown'}: “{text}”", markup=False)
        say(f"      {outlets}", style="dim", markup=False)
    where = "" if warehouse.root == Path("warehouse").absolute() else f" --warehouse {warehouse.root}"
    say(
        f'\nLook next:  newsloom sql "from quote_summary"{where}    newsloom sql "from source_summary"{where}',
        markup=False,
    )
