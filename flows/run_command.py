"""`newsloom run`: the flow with its Prefect API around it, and the summary at its end."""

import gc
import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from flows.console import progress, terminal
from flows.server import configured_api_url, prefect_api, shown_url, without_heartbeats
from tasks.lake.connect import Warehouse, check_extensions
from tasks.vocabulary.errors import NewsloomError


def run_pipeline(options: dict[str, Any], *, verbose: bool) -> None:
    """Run the flow, starting a Prefect server if none is configured; the flow prints the summary.

    Raises:
        NewsloomError: the run failed; it says what and where the log is.
    """
    warehouse = Warehouse.at(options["warehouse"])
    log = warehouse.logs / "newsloom.log"
    progress.visible = True
    ours = configured_api_url() is None
    if ours:
        first = (
            ""
            if (_prefect_home() / "prefect.db").exists()
            else " (its first start makes a database: up to 30 s)"
        )
        progress.waiting(f"Starting a Prefect server for this run{first} …")
    try:
        with prefect_api(warehouse.logs / "prefect-server.log") as ready:
            # Imported while the server starts: each takes seconds. None of what importing makes is garbage.
            gc.disable()
            from flows.leaving import leave_soon_when_told
            from flows.parameters import RunParameters
            from flows.under_way import head_start

            parameters = RunParameters(**options)
            with head_start(parameters):
                import fastapi.encoders  # noqa: F401 - Prefect imports it at the first flow run

                from flows.logs import flush_to_api, send_logs_to
                from flows.pipeline import pipeline

                send_logs_to(log, verbose=verbose)
                check_extensions(warehouse)
                gc.freeze()
                gc.enable()
                leave_soon_when_told()
                ready()
                with without_heartbeats() if ours else nullcontext():
                    state = pipeline(parameters, return_state=True)
                flush_to_api()
    except OSError as error:
        raise NewsloomError(
            f"cannot write to {warehouse.root}: {error.strerror}; choose another with --warehouse"
        ) from error
    except Exception as error:
        if _is_of_the_api(error):
            raise _api_went_away() from error
        raise
    if not state.is_completed():
        fault = state.result(raise_on_failure=False)
        if isinstance(fault, NewsloomError):
            raise fault
        if _is_of_the_api(fault):
            raise _api_went_away()
        raise NewsloomError(f"the run failed: {state.message}; the log is {log}")
    if state.name == "NothingNew":
        terminal.print(state.message)


def _is_of_the_api(error: object) -> bool:
    """Whether an error says that the Prefect API cannot be reached; nothing else in a run speaks HTTP."""
    import httpx

    return isinstance(error, httpx.TransportError)


def _api_went_away() -> NewsloomError:
    return NewsloomError(
        f"the Prefect API at {shown_url(configured_api_url())} stopped answering during the run; start it, or unset "
        "PREFECT_API_URL, and run again: what was not published yet is done then"
    )


def _prefect_home() -> Path:
    return Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
