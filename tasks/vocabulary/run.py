"""One run: what every stage of it needs to know. Plain data, so that it can be sent to any worker."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from tasks.vocabulary.staging import Staging

Attribution = Literal["learned", "rules"]
Stage = Literal["clean", "enrich"]


@dataclass(frozen=True, slots=True)
class Run:
    """A run's id, its places and its settings.

    Attributes:
        run_id: `r_` and a digest that no other run has.
        warehouse: the warehouse folder, absolute.
        folder: the run's staging folder, absolute; outside the lake's data.
        inputs: files, folders and globs as given.
        model: name of the spaCy model or of the package that carries it.
        attribution: how quotes are found: with the learned models, or by rules alone.
        reprocess: derive documents of the warehouse again.
        since: of those, only documents taken in since then; None = all.
        source: of those, only documents of the outlet with this name or domain; None = all.
        stage: the first stage that derives them again; with "enrich", articles stay as the lake has them.
        repair: set damaged data files aside and derive again what they held.
        moved: pairs of the folder that inputs lie in now and the one that origins shall name.
        batch_size: documents in one batch.
    """

    run_id: str
    warehouse: str
    folder: str
    inputs: tuple[str, ...]
    model: str
    attribution: Attribution = "learned"
    reprocess: bool = False
    batch_size: int = 64
    since: datetime | None = None
    source: str | None = None
    moved: tuple[tuple[str, str], ...] = ()
    stage: Stage = "clean"
    repair: bool = False

    @property
    def staging(self) -> Staging:
        """The run's staging folder."""
        return Staging(Path(self.folder))
