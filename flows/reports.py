"""What a run tells: lines in the terminal while it goes on, artifacts in the Prefect UI, the run's row in the lake."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.runtime import flow_run

from flows.console import counted, progress
from flows.markdown import escaped, table
from flows.monitoring import drift_told, links, show_run, tell_of_run
from tasks.lake.drift import Figures, Measure
from tasks.lake.figures import figures_of, measured
from tasks.lake.task import Published
from tasks.lake.told import Told, told_of_run
from tasks.read.task import Found
from tasks.vocabulary.parts import StageCounts
from tasks.vocabulary.run import Run

SECONDS_OF = {
    "read": "read",
    "evidence": "clean",
    "clean": "clean",
    "dedupe": "dedupe",
    "stories": "dedupe",
    "enrich": "enrich",
    "resolve": "resolve",
}
"""The column of `runs` that a stage's seconds go to."""


class Books:
    """The counts of one run, stage by stage."""

    def __init__(self, run: Run, found: Found) -> None:
        self.run = run
        self.found = found
        self.started_at = datetime.now(UTC)
        self.stages: list[StageCounts] = []
        self.published: Published | None = None
        self.figures: dict[str, int] = {}
        self.note(found.counted())

    def note(self, counts: StageCounts) -> None:
        """Write down what a stage has done, and say it in the terminal."""
        self.stages.append(counts)
        progress.stage(counts)

    def count(self, stage: str, name: str) -> int:
        """Return one count of one stage; 0 if it was not taken."""
        return sum(counts.counts.get(name, 0) for counts in self.stages if counts.stage == stage)

    @property
    def n_rejected(self) -> int:
        """Inputs and articles left out for the first time, whatever the stage."""
        return self.found.n_rejected_new + self.count("clean", "rejected") + self.count("enrich", "rejected")

    def row(self) -> dict[str, object]:
        """Return the run's row for the lake; publishing fills in the rest."""
        seconds = dict.fromkeys({f"seconds_{column}" for column in SECONDS_OF.values()}, 0.0)
        for counts in self.stages:
            seconds[f"seconds_{SECONDS_OF[counts.stage]}"] += counts.seconds
        self.figures = figures_of(self.run)
        return {
            "run_id": self.run.run_id,
            "started_at": self.started_at,
            "flow_run_id": flow_run.get_id(),
            "code_version": f"newsloom {version('newsloom')}",
            "model": self.run.model,
            "n_in": self.found.n_in,
            "n_new": self.count("clean", "articles"),
            "n_rejected": self.n_rejected,
            "n_duplicates": self.count("dedupe", "duplicates"),
            "input_digest": self.found.digest,
            **self.figures,
            **{name: round(value, 3) for name, value in seconds.items()},
        }

    def close(self, published: Published) -> None:
        """Write down the commit, and leave the run's artifacts in the Prefect UI."""
        self.published = published
        self.note(published.counted())
        told = told_of_run(self.run.warehouse, self.run.run_id)
        progress.summary(self.summary(), told, Path(self.run.warehouse))
        create_table_artifact(self._table(), key="newsloom-counts", description=self.summary())
        quality = self.quality()
        create_markdown_artifact(
            _markdown(self, told, quality), key="newsloom-report", description=self.summary()
        )
        show_run(told, quality)
        if published.snapshot_id is not None:
            stages = {
                f"{one.stage} {name}": number for one in self.stages for name, number in one.counts.items()
            }
            tell_of_run(self.run, published.snapshot_id, stages, quality)

    def quality(self) -> list[Measure]:
        """Return the run's quality beside that of the last runs; nothing if it brought no articles."""
        if not self.figures:
            return []
        now = Figures(self.run.run_id, self.count("clean", "articles"), **self.figures)
        return measured(self.run.warehouse, now)

    def nothing_new(self) -> str:
        """Say that the run had nothing to do."""
        found = self.found
        left_out = f", {found.n_rejected} left out as before" if found.n_rejected else ""
        text = f"Nothing new: all {found.n_known} documents are in the warehouse already{left_out}; no snapshot was made."
        create_markdown_artifact(text, key="newsloom-report", description="Nothing new")
        return text

    def slowest(self) -> str:
        """Say which stage took longest."""
        slowest = max(self.stages, key=lambda counts: counts.seconds)
        share = slowest.seconds / (sum(counts.seconds for counts in self.stages) or 1.0)
        return f"{slowest.stage}, {slowest.seconds:.1f} s, {share:.0%} of all stages"

    def summary(self) -> str:
        """Return the run in one line."""
        snapshot = self.published.snapshot_id if self.published else None
        told = f"snapshot {snapshot}" if snapshot is not None else "nothing changed, no snapshot"
        return (
            f"{counted(self.count('clean', 'articles'), 'articles')}, "
            f"{counted(self.count('enrich', 'quotes'), 'quotes')}, "
            f"{counted(self.count('dedupe', 'duplicates'), 'duplicates')}, "
            f"{counted(self.n_rejected, 'rejections')}: {told}"
        )

    def _table(self) -> list[dict[str, Any]]:
        return [
            {"stage": counts.stage, "count": name, "n": number, "seconds": round(counts.seconds, 2)}
            for counts in self.stages
            for name, number in counts.counts.items()
        ]


def _markdown(books: Books, told: Told, quality: list[Measure]) -> str:
    """Write the run's report. All that comes from pages is escaped."""
    stages = [
        [
            counts.stage,
            ", ".join(counted(number, name) for name, number in counts.counts.items()),
            f"{counts.seconds:.1f}",
        ]
        for counts in books.stages
    ]
    outlets = [[row["outlet"], row["n_articles"], row["n_copies"], row["n_dated"]] for row in told.outlets]
    rejected = [
        [row["stage"], row["reason"], row["n"], row["example"], row["detail"]] for row in told.rejected
    ]
    carried = [[row["speaker"], row["text"], ", ".join(row["outlets"] or [])] for row in told.carried]
    parts = [
        f"# {books.summary()}",
        f"Run {escaped(books.run.run_id)}, warehouse {escaped(books.run.warehouse)}.",
        f"Quality: {escaped(drift_told(quality))}. Slowest stage: {escaped(books.slowest())}.",
        *([f"More: {more}."] if (more := links()) else []),
        "## Stages\n\n" + table(["stage", "counts", "seconds"], stages),
        "## Outlets of this run\n\n" + table(["outlet", "articles", "copies", "with a date"], outlets),
        "## Left out\n\n"
        + (table(["stage", "reason", "n", "example", "detail"], rejected) if rejected else "Nothing."),
        "## Most carried\n\n" + table(["speaker", "words", "outlets"], carried),
        "## In the warehouse now\n\n" + table(list(told.totals), [list(told.totals.values())]),
    ]
    return "\n\n".join(parts) + "\n"
