"""The way of an article, from raw bytes to a snapshot of the warehouse: the table of contents of Newsloom."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from prefect import Task, flow
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.corpus import dedupe, resolve, stories
from flows.parameters import RunParameters
from flows.repair import ended, repair
from flows.reports import Books
from flows.under_way import run_under_way, warm_workers
from tasks.clean.task import article_parts, clean, gather_evidence
from tasks.enrich.task import enrich
from tasks.lake.again import take_articles
from tasks.lake.task import publish
from tasks.pool.parts import dismiss_workers
from tasks.read.task import read

R = TypeVar("R")
THREADS = cast("TaskRunner[Any]", ThreadPoolTaskRunner(max_workers=2))


def start(step: Task[Any, R], *given: Any, after: Sequence[PrefectFuture[Any]] = ()) -> PrefectFuture[R]:
    """Begin a step once the steps it builds on are done; the Prefect UI draws the arrows."""
    return step.submit(*given, return_state=False, wait_for=list(after))


def run_name() -> str:
    """Name a flow run after what it reads."""
    parameters = flow_run.get_parameters()["parameters"]
    given = RunParameters.model_validate(parameters)
    first = given.inputs[0] if given.inputs else "all documents again"
    return f"{first} and {len(given.inputs) - 1} more" if len(given.inputs) > 1 else first


@flow(name="newsloom", flow_run_name=run_name, task_runner=THREADS)
def pipeline(parameters: RunParameters) -> State[Any]:
    """Read, clean, find duplicates, enrich, tell stories, resolve, and publish one snapshot.

    Inputs that the warehouse has already are passed over; a run without anything new makes no snapshot.
    """
    with run_under_way(parameters) as run:
        repaired = start(repair, run).result() if run.repair else None
        reading = start(read, run)
        found = reading.result()
        books = Books(run, found)
        parts = [*found.parts, *(repaired.parts if repaired else ())]
        if not (parts or found.n_rejected_new or run.reprocess):
            return ended(run, repaired, Completed(name="NothingNew", message=books.nothing_new()))

        warm_workers(run, parts)
        if run.stage == "clean":
            evidence = start(gather_evidence, run, parts, after=[reading])
            cleaning = start(clean, run, evidence.result(), after=[evidence])
        else:
            cleaning = start(take_articles, run, after=[reading])
        books.note(cleaning.result())
        copies = start(dedupe, run, after=[cleaning])
        enriching = start(enrich, run, article_parts(run), after=[cleaning])
        books.note(enriching.result())
        dismiss_workers()  # what follows looks at all articles together, in this process
        books.note(copies.result())
        telling = start(stories, run, after=[copies, enriching])
        books.note(telling.result())
        resolving = start(resolve, run, after=[telling])
        books.note(resolving.result())
        publishing = start(publish, run, books.row(), after=[resolving])
        books.close(publishing.result())
        return ended(run, repaired, Completed(message=books.summary()))
