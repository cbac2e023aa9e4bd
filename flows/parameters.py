"""What flows can be told, with bounds; the Prefect UI shows each as a form."""

import os
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, Self, cast

from pydantic import BaseModel, Field, model_validator

from flows.configured import number, text, text_or_none
from flows.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_MODEL = str(SETTINGS["model"].default)


class WarehouseParameters(BaseModel):
    """Which warehouse, and with how many hands; what is not said is as configured (docs/configuration.md)."""

    warehouse: Annotated[str, Field(description="Folder of the warehouse; made if it is not there.")] = Field(
        default_factory=partial(text, "warehouse")
    )
    runner: Annotated[
        Literal["local", "dask"],
        Field(description="Where batches are worked on: on this machine, or on a Dask cluster."),
    ] = Field(default_factory=cast("Callable[[], Literal['local']]", partial(text, "runner")))
    dask_address: Annotated[
        str | None,
        Field(description="Scheduler of the Dask cluster. Empty = a cluster on this machine for the run."),
    ] = Field(default_factory=partial(text_or_none, "dask_address"))
    workers: Annotated[int, Field(ge=0, le=64, description="Worker processes; 0 = all in this process.")] = (
        Field(default_factory=partial(number, "workers", os.cpu_count() or 1))
    )
    batch_size: Annotated[int, Field(ge=1, le=4096, description="Documents in one batch.")] = Field(
        default_factory=partial(number, "batch_size")
    )
    attribution: Annotated[
        Literal["learned", "rules"],
        Field(description="How quotes are found: with the learned models, or by rules alone."),
    ] = Field(default_factory=cast("Callable[[], Literal['learned']]", partial(text, "attribution")))
    model: Annotated[str, Field(description="The spaCy model, or the package that carries it.")] = Field(
        default_factory=partial(text, "model")
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
