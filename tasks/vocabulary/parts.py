"""A part of a run's documents, the unit that a worker process takes; it can be halved until one document is left."""

from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.vocabulary.staging import Staging


class Part(NamedTuple):
    """Rows `start` to `end` of one staged part: `folder/<table>/<name>.parquet`."""

    folder: str
    table: str
    name: str
    start: int
    end: int

    def rows(self, staging: Staging) -> pa.Table:
        """Read the part's rows."""
        path = staging.root / self.table / f"{self.name}.parquet"
        return pq.read_table(path).slice(self.start, self.end - self.start)

    @property
    def label(self) -> str:
        """A name that no other part of the run has; results are written under it."""
        return f"{self.table}-{self.name}-{self.start:06d}"

    def halves(self) -> list["Part"]:
        """Cut the part in two; a single row cannot be cut and is returned alone."""
        if self.end - self.start < 2:
            return [self]
        middle = (self.start + self.end) // 2
        return [self._replace(end=middle), self._replace(start=middle)]


class Outcome(NamedTuple):
    """What came of one part, or of several, at one stage. `seconds` are those of the workers, summed."""

    n_in: int = 0
    n_out: int = 0
    n_rejected: int = 0
    seconds: float = 0.0

    def plus(self, other: "Outcome") -> "Outcome":
        """Add up two outcomes."""
        return Outcome(
            self.n_in + other.n_in,
            self.n_out + other.n_out,
            self.n_rejected + other.n_rejected,
            self.seconds + other.seconds,
        )


class StageCounts(NamedTuple):
    """What a stage tells of itself: how many of what, and the seconds it took."""

    stage: str
    counts: dict[str, int]
    seconds: float
