"""The way of an article, from raw bytes to a snapshot of the warehouse: the table of contents of Newsloom."""

from typing import Any, cast

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.corpus import dedupe, resolve, stories
from flows.parameters import RunParameters
from flows.reports import Books
from flows.under_way import run_under_way
from tasks.clean.task import article_parts, clean, gather_evidence
from tasks.enrich.task import enrich
from tasks.lake.task import publish
from tasks.read.task import read

THREADS = cast("TaskRunner[Any]", ThreadPoolTaskRunner(max_workers=2))


@flow(name="newsloom", task_runner=THREADS)
def pipeline(parameters: RunParameters) -> State[Any]:
    """Read, clean, find duplicates, enrich, tell stories, resolve, and publish one snapshot.

    Inputs that the warehouse has already are passed over; a run without anything new makes no snapshot.
    """
    with run_under_way(parameters) as run:
        found = read(run)
        books = Books(run, found)
        if not (found.parts or found.n_rejected_new or run.reprocess):
            return Completed(name="NothingNew", message=books.nothing_new())

        parts = gather_evidence(run, found.parts)
        books.note(clean(run, parts))
        duplicates = dedupe.submit(run)
        books.note(enrich(run, article_parts(run)))
        books.note(duplicates.result())
        books.note(stories(run))
        books.note(resolve(run))
        books.close(publish(run, books.row()))
        return Completed(message=books.summary())
