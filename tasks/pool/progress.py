"""A long stage's progress in the Prefect UI."""

import time
from collections.abc import Callable

from prefect.artifacts import create_progress_artifact, update_progress_artifact

SECONDS_BETWEEN = 1.0  # an update is a call of the API, about 10 ms


def progress_artifact(stage: str) -> Callable[[float], None]:
    """Create the progress artifact of a stage; return the function that takes the share done, 0 to 1."""
    artifact = create_progress_artifact(
        0.0, key=f"newsloom-{stage}", description=f"Share of documents done by {stage}"
    )
    told = 0.0

    def tell(share: float) -> None:
        nonlocal told
        if share >= 1.0 or time.monotonic() - told >= SECONDS_BETWEEN:
            told = time.monotonic()
            update_progress_artifact(artifact, 100.0 * share)  # type: ignore[arg-type]

    return tell
