"""The words of the pool: how much a job may take, and what can come of it."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

# timeout: had to be stopped; memory: asked for more than allowed; crash: its process died; error: raised an exception.
Reason = Literal["timeout", "memory", "crash", "error"]


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """What a job may take before its worker is ended.

    A job of n items may use `seconds + n * seconds_per_item` of processor time, counted from the moment its worker
    has started, warmed up and imported the function; on the clock it may take `patience` times that, so that neither
    a crowded machine nor a cold disk is taken for a hanging page. A function that says which item it begins
    (`tasks.vocabulary.items`) is held to the time of one item each time.

    Args:
        seconds: for any job.
        seconds_per_item: on top, for each item.
        patience: how many times its processor time a job may take on the clock.
        start_seconds: for a worker to start and warm up (a language model loads in 1 to 4 s).
        memory_bytes: that a job may add to what its worker holds.
    """

    seconds: float = 10.0
    seconds_per_item: float = 2.0
    patience: float = 6.0
    start_seconds: float = 120.0
    memory_bytes: int = 1 << 30

    def seconds_for(self, n_items: int) -> float:
        """Return how much processor time a job of so many items may use."""
        return self.seconds + n_items * self.seconds_per_item


@dataclass(frozen=True, slots=True)
class Done(Generic[Job, Result]):
    """A job that came through."""

    job: Job
    result: Result


@dataclass(frozen=True, slots=True)
class Poisoned(Generic[Job]):
    """A job that cannot be split further and ends its worker, or fails, whenever it is tried.

    Args:
        job: the job, one item.
        reason: a stable code.
        detail: one line: what happened.
    """

    job: Job
    reason: Reason
    detail: str
