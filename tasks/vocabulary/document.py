"""A raw input and what it says of itself, decoded from its bytes."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StatedFields:
    """What a record says of its article besides the text: believed before anything that is read from the page."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    published_at: str | None = None
    modified_at: str | None = None
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class DecodedDocument:
    """One document as text: exactly one of `html` and `text` is given.

    `text` is the string that raw offsets index.
    """

    document_id: str
    origin: str
    url: str | None = None
    external_id: str | None = None
    html: str | None = None
    text: str | None = None
    stated: StatedFields = field(default_factory=StatedFields)
    fetched_at: datetime | None = None


class Rejected(Exception):  # noqa: N818 - it is a verdict, not a fault
    """A document or article is left out; becomes a row in `rejections`.

    Args:
        reason: a short stable code, e.g. `empty`, `not_json`, `too_short`.
        detail: one line for a person: what was found and how to mend it.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
