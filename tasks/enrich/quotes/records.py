"""What the reader hands back for one article."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
QuoteKind: TypeAlias = Literal["direct", "mixed", "indirect"]
SpeakerKind: TypeAlias = Literal[
    "person", "organization", "group", "anonymous", "role", "document", "unknown"
]
CitationKind: TypeAlias = Literal["outlet", "agency", "anonymous", "official", "document"]


@dataclass(slots=True)
class Found:
    """A quotation as first found: where it stands and who is named, before anything is resolved.

    Args:
        spans: content as character ranges of the text (of the title for headline quotes), in order.
        cue: character range of the attributing words, or None.
        speaker: character range of the words that name the speaker, or None.
        speaker_head: token index of the head of the speaker's words, or None (always None in headlines).
        cue_head: token index of the cue's head, or None.
        score: how sure the finder is, 0 to 1.
        rule: short name of what attributed it.
        is_headline: whether the offsets index the title.
        speaker_score: how sure the speaker is, if the quotation is right; the row's confidence is the product.
    """

    spans: list[Span]
    cue: Span | None
    speaker: Span | None
    speaker_head: int | None
    cue_head: int | None
    score: float
    rule: str
    is_headline: bool = False
    speaker_score: float = 1.0


@dataclass(slots=True, kw_only=True)
class Quote:
    """One quotation; by default direct speech of somebody unknown.

    Offsets index the article's text; those of a headline quote index the title.
    """

    spans: list[Span]
    quoted_spans: list[Span]
    kind: QuoteKind = "direct"
    is_fragment: bool = False
    is_headline: bool = False
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    speaker_text: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_local_entity: int | None = None
    speaker_name: str | None = None
    speaker_role: str | None = None
    speaker_kind: SpeakerKind = "unknown"
    told_to: str | None = None
    reported_by: str | None = None
    confidence: float
    rule: str


@dataclass(slots=True)
class Citation:
    """One place where an article names where it got something. Offsets index the article's text."""

    start: int
    end: int
    text: str
    kind: CitationKind
    cited_name: str | None
    reason: str | None
    cue: str | None


@dataclass(slots=True)
class ArticleQuotes:
    """All that was read in one article, in the order of the text; headline quotes come first."""

    quotes: list[Quote] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
