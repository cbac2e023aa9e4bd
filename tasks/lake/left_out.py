"""Which files the warehouse has nothing of, and why."""

from collections.abc import Sequence

from tasks.lake.connect import Warehouse, connect
from tasks.lake.sqlfiles import load_sql


def reasons_left_out(warehouse: str, paths: Sequence[str]) -> dict[str, str]:
    """Return the reason for each of the paths (files, or folders of files) of which no document came in whole.

    A file of many records counts as taken in if one of them was.
    """
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        rows = con.execute(load_sql("report/left_out"), {"paths": list(paths)}).fetchall()
    return dict(rows)
