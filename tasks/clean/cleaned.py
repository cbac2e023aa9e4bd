"""What cleaning gives for one document."""

from dataclasses import dataclass, field
from datetime import datetime

from tasks.vocabulary.offsets import Piece


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a page or record states.

    Args:
        at: the instant in UTC; a time without a zone is stored as if it were UTC.
        precision: `second`, `minute`, `day`, `month` or `year`: how much of `at` was stated.
        found_in: `metadata`, `text`, `url` or `record`.
    """

    at: datetime
    precision: str
    found_in: str = "metadata"


@dataclass(frozen=True, slots=True)
class Removed:
    """A span taken out, with a short stable reason code; offsets index the raw text, None for HTML."""

    raw_start: int | None
    raw_end: int | None
    text: str
    reason: str


@dataclass(slots=True)
class Cleaned:
    """One cleaned article. `text` holds the body only, `title` the headline."""

    text: str
    extractor: str
    title: str | None = None
    title_raw_start: int | None = None
    authors: list[str] = field(default_factory=list)
    published: Moment | None = None
    modified: Moment | None = None
    source_name: str | None = None
    source_domain: str | None = None
    canonical_url: str | None = None
    section: str | None = None
    dateline: str | None = None
    agencies: list[str] = field(default_factory=list)
    language: str | None = None
    language_declared: str | None = None
    raw_map: tuple[Piece, ...] | None = None
    removed: list[Removed] = field(default_factory=list)
