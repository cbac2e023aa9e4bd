"""What a stage costs in a growing warehouse: runs of so many articles each, and a small one at every size asked for.

Articles are made as they are needed and handed over a run at a time, so the peak of memory is that of the stages and of
one run's articles.
"""

import argparse
import resource
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, TypeVar

import duckdb

Article = TypeVar("Article")


class Growing(Protocol):
    """A warehouse that takes in a run's articles and says what each stage cost."""

    con: duckdb.DuckDBPyConnection

    def run(self, articles: Any) -> dict[str, float]:
        """Add articles; return CPU seconds by stage."""


def options(description: str | None) -> argparse.ArgumentParser:
    """Return the options that say how a warehouse grows."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="10000,100000", help="articles in the warehouse before each delta")
    parser.add_argument("--delta", type=int, default=1000, help="articles of the run that is measured there")
    parser.add_argument("--run", type=int, default=10_000, help="articles of the runs between")
    return parser


def grow(
    warehouse: Growing,
    newsroom: Iterator[Article],
    tables_of: Callable[[Sequence[Article]], Any],
    arguments: argparse.Namespace,
    counted: Sequence[str],
) -> None:
    """Fill a warehouse and print, at each size, CPU ms an article so far, what a delta costs, and the peak of memory."""
    spent: Counter[str] = Counter()
    held, deltas = 0, []
    for size in map(int, arguments.sizes.split(",")):
        while held < size:
            n = min(arguments.run, size - held)
            spent.update(warehouse.run(tables_of(list(islice(newsroom, n)))))
            held += n
        whole = {stage: 1000 * seconds / held for stage, seconds in spent.items()}
        delta = warehouse.run(tables_of(list(islice(newsroom, arguments.delta))))
        held += arguments.delta
        spent.update(delta)
        deltas.append(sum(delta.values()))
        counts = {
            table: warehouse.con.execute(f"SELECT count(*) FROM kept_{table}").fetchall()[0][0]
            for table in counted
        }
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(
            f"{size:>7} articles in runs of {arguments.run}:",
            *(f"{stage} {cost:.2f}" for stage, cost in whole.items()),
            f"= {sum(whole.values()):.2f} CPU ms an article; delta of {arguments.delta}:",
            *(f"{stage} {seconds:.2f}" for stage, seconds in delta.items()),
            f"= {deltas[-1]:.2f} CPU s; peak {peak:.2f} GB; {counts}",
            flush=True,
        )
    print(
        f"a delta costs {deltas[-1] / deltas[0]:.2f} times as much in the greatest warehouse as in the least"
    )
