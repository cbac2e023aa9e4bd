"""The data tests: each file of sql/checks is a query that returns offending rows."""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from tasks.lake.kept import stale
from tasks.lake.sqlfiles import load_sql, names_in, read_header

SHOWN = 5
"""Offending rows kept of each check, for a person to look at."""


KEPT_VIEWS = "kept_views"
"""The check that no file of sql/checks states: its query is that of each view."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check's outcome.

    Attributes:
        name: of the file in sql/checks.
        question: what the check asks, from its header.
        n_offending: how many rows offend; 0 = passed.
        examples: the first of them.
    """

    name: str
    question: str
    n_offending: int
    examples: list[dict[str, object]]

    @property
    def passed(self) -> bool:
        """Whether no row offends."""
        return self.n_offending == 0


def run_checks(con: duckdb.DuckDBPyConnection, only: Collection[str] | None = None) -> list[CheckResult]:
    """Run the checks of sql/checks on the snapshot that the connection sees, in order of their names, then `kept_views`.

    Args:
        con: a connection with the warehouse attached.
        only: names of the checks wanted; None = all.
    """
    wanted = [name for name in names_in("checks") if only is None or name.partition("/")[2] in only]
    results = [_run(con, name) for name in wanted]
    if only is None or KEPT_VIEWS in only:
        found = stale(con)
        results.append(
            CheckResult(
                KEPT_VIEWS, "Which views keep other rows than they should?", len(found), found[:SHOWN]
            )
        )
    return results


def _run(con: duckdb.DuckDBPyConnection, name: str) -> CheckResult:
    sql = load_sql(name)
    offending = con.sql(sql)
    columns = offending.columns
    examples: list[dict[str, object]] = []
    count = 0
    while rows := offending.fetchmany(1_000):
        examples += [dict(zip(columns, row, strict=True)) for row in rows[: SHOWN - len(examples)]]
        count += len(rows)
    return CheckResult(name.partition("/")[2], read_header(sql).text, count, examples)
