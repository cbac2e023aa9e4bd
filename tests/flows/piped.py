"""What tests of whole runs share: a run in this process, and all that is in a warehouse."""

from pathlib import Path

import duckdb
from prefect.client.schemas.objects import State

from flows.parameters import RunParameters
from tasks.lake.connect import Warehouse
from tasks.lake.export import export

TIMES = {"run_id", "snapshot_id", "started_at", "finished_at", "flow_run_id", "fetched_at", "origin"}
OF_RUNS = {"runs", "run_summary"}


def run(warehouse: Path, *inputs: Path, **options: object) -> State:
    """Run the flow in this process, with the Prefect server of the session."""
    from flows.pipeline import pipeline

    parameters = RunParameters(
        inputs=[str(path) for path in inputs], warehouse=str(warehouse), workers=0, **options
    )
    return pipeline(parameters, return_state=True)


def tables(warehouse: Path, folder: Path) -> dict[str, list[str]]:
    """Everything in the current snapshot, views too, but run ids and times, as sorted rows; `folder` takes the export."""
    export(Warehouse.at(warehouse), folder)
    out = {}
    for path in sorted(folder.glob("*.parquet")):
        if path.stem in OF_RUNS:
            continue
        relation = duckdb.read_parquet(str(path))
        columns = [f'"{name}"' for name in relation.columns if name not in TIMES]
        rows = duckdb.sql(f"select {', '.join(columns)} from relation").fetchall() if columns else []
        out[path.stem] = sorted(map(repr, rows))
    return out
