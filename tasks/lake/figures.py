"""The figures that tell a run's quality: counted from what it has staged, kept in its row, compared with earlier rows."""

from tasks.lake.connect import Warehouse, connect
from tasks.lake.drift import FEWEST_ARTICLES, RUNS, Figures, Measure, measures
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.run import Run


def figures_of(run: Run) -> dict[str, int]:
    """Return n_undated, n_quotes and n_unattributed of a run under way, for its row; nothing if it has no articles."""
    articles, quotes = run.staging.parts("articles"), run.staging.parts("quotes")
    if not articles or not quotes:
        return {}
    files = {"articles": [str(path) for path in articles], "quotes": [str(path) for path in quotes]}
    with connect(Warehouse.at(run.warehouse)) as con:
        (row,) = con.execute(load_sql("report/figures"), files).to_arrow_table().to_pylist()
    return {name: int(number) for name, number in row.items()}


def measured(warehouse: str, now: Figures) -> list[Measure]:
    """Compare a run with the warehouse's last ones; a run of few articles is measured, but not judged."""
    bounds = {"run_id": now.run_id, "fewest": FEWEST_ARTICLES, "most": RUNS}
    with connect(Warehouse.at(warehouse)) as con:
        rows = con.execute(load_sql("report/runs_before"), bounds).to_arrow_table().to_pylist()
    return measures(now, [Figures(**row) for row in rows])
