"""What the warehouse tells of a run: for the report in the Prefect UI and for the summary in the terminal."""

from dataclasses import dataclass
from typing import Any

from tasks.lake.connect import Warehouse, connect
from tasks.lake.sqlfiles import load_sql

MOST_CARRIED = 5


@dataclass(frozen=True, slots=True)
class Told:
    """Rows for people, each a dict by column name.

    Attributes:
        carried: the utterances that the most outlets carry: speaker, text, n_articles, outlets.
        rejected: what the run left out: stage, reason, n, example, detail.
        outlets: whose articles the run brought: outlet, n_articles, n_copies, n_dated.
        totals: how much is in the warehouse now.
    """

    carried: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    outlets: list[dict[str, Any]]
    totals: dict[str, int]


def told_of_run(warehouse: str, run_id: str) -> Told:
    """Ask the warehouse's current snapshot of one run."""
    with connect(Warehouse.at(warehouse)) as con:
        con.execute("BEGIN TRANSACTION")  # the catalog is read once

        def rows(name: str, *parameters: object) -> list[dict[str, Any]]:
            sql = load_sql(f"report/{name}").replace("{limit}", str(MOST_CARRIED))
            return list(con.execute(sql, list(parameters)).to_arrow_table().to_pylist())

        return Told(
            carried=rows("most_carried"),
            rejected=rows("rejected_in_run", run_id),
            outlets=rows("outlets", run_id),
            totals=rows("totals")[0],
        )
