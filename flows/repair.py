"""The repair of damaged data files as a step of a run: set them aside, derive again what they held, say what is lost."""

from dataclasses import dataclass, field
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.console import counted
from flows.markdown import table
from tasks.lake.again import stage_documents
from tasks.lake.connect import Warehouse, connect
from tasks.lake.lock import held
from tasks.lake.mend import Mended, mend, settle
from tasks.lake.salvage import LostDocument
from tasks.vocabulary.parts import Part
from tasks.vocabulary.run import Run

NAMED = 3
MOST_LISTED = 500
REMEDY = (
    "give their originals to `newsloom run`, or restore the warehouse from a backup; "
    "what was derived from them is still there"
)


@dataclass(slots=True)
class Repaired:
    """What a repair has set aside: the parts to derive again, and the documents of which nothing is left to derive from."""

    n_files: int = 0
    parts: list[Part] = field(default_factory=list)
    lost: list[LostDocument] = field(default_factory=list)

    def told(self) -> str:
        """Say it in one line; empty if nothing was damaged."""
        if not (self.n_files or self.parts):
            return ""
        n_documents = sum(part.end - part.start for part in self.parts)
        again = (
            f"{counted(n_documents, 'documents')} derived again" if n_documents else "nothing to derive again"
        )
        return f"{counted(self.n_files, 'damaged files')} set aside, {again}"


@task(name="repair", cache_policy=NO_CACHE)
def repair(run: Run) -> Repaired:
    """Set damaged files aside and stage the documents whose rows they held."""
    warehouse = Warehouse.at(run.warehouse)
    with connect(warehouse) as con:
        mended = mend(con, warehouse)
        if hold := held(warehouse):
            hold.begin(con)  # the run builds on what is left
        repaired = Repaired(len(mended.damages), stage_documents(con, run, mended.owed), mended.lost)
    if mended.damages:
        create_markdown_artifact(_markdown(mended), key="newsloom-repair", description=repaired.told())
    return repaired


def ended(run: Run, repaired: Repaired | None, state: State[Any]) -> State[Any]:
    """Return the state that a run ends in, whose work is published: that of the run, and what the repair has to say."""
    if repaired is None:
        return state
    settle(Warehouse.at(run.warehouse))
    if repaired.lost:
        some = ", ".join(f"{one.document_id} ({one.origin})" for one in repaired.lost[:NAMED])
        more = f" and {len(repaired.lost) - NAMED} more" if len(repaired.lost) > NAMED else ""
        n_lost = counted(len(repaired.lost), "documents")
        return Failed(message=f"the raw bytes of {n_lost} are lost: {some}{more}; {REMEDY}")
    if state.name == "NothingNew":
        told = repaired.told() or "No data file is damaged"
        return Completed(name="NothingNew", message=f"{told}; no row was changed.")
    return Completed(message=f"{repaired.told()}. {state.message}")


def _markdown(mended: Mended) -> str:
    """Write the report. What comes from inputs is escaped."""
    files = [[one.path, one.fault, one.table, len(one.documents or ())] for one in mended.damages]
    parts = ["# Repair", table(["file", "fault", "table", "documents"], files)]
    if mended.lost:
        lost = [[one.document_id, one.origin] for one in mended.lost[:MOST_LISTED]]
        parts.append(f"## Raw bytes lost\n\n{table(['document', 'origin'], lost)}\n\nTo mend it: {REMEDY}.")
    return "\n\n".join(parts) + "\n"
