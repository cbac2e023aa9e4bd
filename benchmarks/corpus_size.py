"""How long the first page of each view takes in a warehouse of a given size, opened as `newsloom sql` opens it.

    python benchmarks/corpus_size.py FOLDER [--rounds 3] [--view quote_summary] [--explain]

FOLDER is a warehouse, such as `corpus_made.py` writes. Prints, for each view, the median of the wall time and of the CPU time of
`SELECT * FROM <view> LIMIT 50` on two threads, from the statement to the last row; `--explain` prints the plan with its times.
"""

import argparse
import time
from pathlib import Path
from statistics import median

import duckdb

from tasks.lake.connect import Warehouse
from tasks.lake.query import reader, run_sql
from tasks.lake.schema import view_relations

FIRST_PAGE = "SELECT * FROM {view} LIMIT 50"
BAR_MS = 300
"""What the first page of a view may take at a million quotations."""


def first_page(con: duckdb.DuckDBPyConnection, view: str, rounds: int) -> tuple[float, float]:
    """Return the median wall and CPU milliseconds of a view's first page."""
    wall, cpu = [], []
    for _ in range(rounds):
        began, spent = time.perf_counter(), time.process_time()
        run_sql(con, FIRST_PAGE.format(view=view)).fetchall()
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - spent))
    return median(wall), median(cpu)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--view", action="append")
    parser.add_argument("--explain", action="store_true")
    arguments = parser.parse_args()
    with reader(Warehouse.at(arguments.folder)) as con:
        (n_quotes,) = con.execute("SELECT count(*) FROM quotes").fetchall()[0]
        print(
            f"{arguments.folder}: {n_quotes} quotations; first page of a view, median of {arguments.rounds}, ms"
        )
        for view in arguments.view or [relation.name for relation in view_relations()]:
            wall, cpu = first_page(con, view, arguments.rounds)
            print(
                f"{view:<18} wall {wall:8.0f}  CPU {cpu:8.0f}{'' if cpu <= BAR_MS else '  over'}", flush=True
            )
            if arguments.explain:
                print(con.sql(f"EXPLAIN ANALYZE {FIRST_PAGE.format(view=view)}").fetchall()[0][1])


if __name__ == "__main__":
    main()
