"""The corpus stages as Prefect tasks: each sees the warehouse and the run so far, and stages what it asks of the lake.

A stage is imported when it begins: together they take 1 s, which a run that finds nothing new should not wait for.
"""

import time
from collections.abc import Callable, Sequence

import duckdb
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.lake.corpus import corpus, decided
from tasks.lake.relations import show_sources
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.changes import Assign, Change
from tasks.vocabulary.parts import StageCounts
from tasks.vocabulary.run import Run

RETRIES, DELAY_S = 2, 2  # for a catalog that is away for a moment


@task(name="dedupe", cache_policy=NO_CACHE, retries=RETRIES, retry_delay_seconds=DELAY_S)
def dedupe(run: Run) -> StageCounts:
    """Find copies among the new articles, and between them and the lake's."""
    from tasks.dedupe.task import find_duplicates

    changes, seconds = _decide(run, "dedupe", find_duplicates)
    pairs = sum(change.rows.num_rows for change in changes if change.table == "duplicate_pairs")
    copies = sum(
        change.rows.num_rows - change.rows["duplicate_of"].null_count
        for change in changes
        if isinstance(change, Assign) and "duplicate_of" in change.rows.column_names
    )
    return StageCounts("dedupe", {"pairs": pairs, "duplicates": copies}, seconds)


@task(name="stories", cache_policy=NO_CACHE, retries=RETRIES, retry_delay_seconds=DELAY_S)
def stories(run: Run) -> StageCounts:
    """Gather the articles that tell one event."""
    from tasks.stories.task import tell_stories

    changes, seconds = _decide(run, "stories", tell_stories)
    return StageCounts("stories", {"stories": _rows(changes, "stories")}, seconds)


@task(name="resolve", cache_policy=NO_CACHE, retries=RETRIES, retry_delay_seconds=DELAY_S)
def resolve(run: Run) -> StageCounts:
    """Find the people, organisations, places, outlets and utterances behind the mentions and quotes."""
    from tasks.resolve.task import resolve as resolve_corpus

    changes, seconds = _decide(run, "resolve", lambda con: _with_outlets(run, con, resolve_corpus(con)))
    counts = {name: _rows(changes, name) for name in ("entities", "utterances", "sources")}
    return StageCounts("resolve", counts, seconds)


def _decide(
    run: Run, stage: str, decide: Callable[[duckdb.DuckDBPyConnection], list[Change]]
) -> tuple[list[Change], float]:
    started = time.monotonic()
    with corpus(run) as con:
        changes = decide(con)
    run.staging.write_changes(stage, changes)
    return changes, time.monotonic() - started


def _with_outlets(run: Run, con: duckdb.DuckDBPyConnection, changes: list[Change]) -> list[Change]:
    """Add the stories' counts of outlets, which are known only now."""
    show_sources(con, [*decided(run), *changes])
    counted = con.execute(load_sql("stories/outlets")).to_arrow_table()
    return [*changes, Assign("stories", "story_id", counted)]


def _rows(changes: Sequence[Change], table: str) -> int:
    return sum(
        change.rows.num_rows for change in changes if change.table == table and not isinstance(change, Assign)
    )
