"""A quotation as the joining of utterances sees it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tasks.resolve.wording import spoken_keys


@dataclass(frozen=True)
class Quotation:
    """One row of `quotes` with what its article says of it.

    Args:
        parts: the words between the marks, part by part where a cue interrupts them.
        entity_id: the speaker's entity, or None.
        kind: `direct` or `mixed`.
        place: where it begins in its article; headlines come first with -1.
        end: where it ends.
        cue_start: where its own cue stands, or None.
        paragraph: number of its paragraph in the article.
        gaps: what stands between the parts, one fewer than these.
        starts: where each part begins in its article.
        previous: the row of `quotes` right before this one in the article, if that is known.
        parted_from: the row of `quotes` that this one was a part of, if it was (see parting).
        cue: the cue found in parting.
        confidence: how sure its attribution is.
        clause: of a mixed quotation all that it attributes, words without marks too; else empty.
    """

    quote_id: str
    article_id: str
    parts: tuple[str, ...]
    speaker_name: str | None = None
    entity_id: str | None = None
    speaker_kind: str = "unknown"
    is_fragment: bool = False
    kind: str = "direct"
    story_id: str | None = None
    source_id: str | None = None
    published_at: datetime | None = None
    place: int = 0
    end: int = 0
    cue_start: int | None = None
    paragraph: int = 0
    gaps: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    previous: str | None = None
    parted_from: str | None = None
    cue: str | None = None
    confidence: float = 1.0
    clause: str = ""

    @cached_property
    def text(self) -> str:
        """The words between the marks."""
        return " ".join(self.parts)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The spoken words, the form in which quotations are compared."""
        return spoken_keys(self.text)

    @cached_property
    def clause_keys(self) -> tuple[str, ...]:
        """The words of the clause, in the form in which quotations are compared."""
        return spoken_keys(self.clause)

    @cached_property
    def order(self) -> tuple[bool, float, str, int, str]:
        """Earliest published first, unknown times last, then by article and place: the same on every machine."""
        time = self.published_at.timestamp() if self.published_at else 0.0
        return (self.published_at is None, time, self.article_id, self.place, self.quote_id)
