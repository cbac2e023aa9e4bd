"""Whether two quotations can have one speaker."""

from functools import lru_cache

from tasks.resolve.quotation import Quotation
from tasks.resolve.rewording import EMPTY_WORDS
from tasks.vocabulary.names import fold_name, same_person

# A speaker whom one outlet leaves unnamed, calls by an office or speaks of as the company is the one that another outlet
# names, if so many words in a row are the same: in one story (six words already are more than a phrase), or anywhere.
LONG_RUN_IN_STORY = 6
LONG_RUN = 12


def identity(quotation: Quotation) -> tuple[str, str] | None:
    """Return what tells this speaker from others: the entity, else the name; None when nobody is named."""
    if quotation.entity_id:
        return ("entity", quotation.entity_id)
    name = fold_name(quotation.speaker_name or "")
    return (quotation.speaker_kind, name) if name and quotation.speaker_kind != "unknown" else None


@lru_cache(maxsize=100_000)
def names_agree(a: str, b: str) -> bool:
    """Whether two names of people can be one person's."""
    return same_person(a, b)


def clash(a: Quotation, b: Quotation) -> bool:
    """Whether two different people are named."""
    if a.speaker_kind != "person" or b.speaker_kind != "person" or not a.speaker_name or not b.speaker_name:
        return False
    return not (a.entity_id and a.entity_id == b.entity_id) and not names_agree(
        a.speaker_name, b.speaker_name
    )


def same_speaker(a: Quotation, b: Quotation) -> bool:
    """Whether both name their speaker and it is the same one."""
    x, y = identity(a), identity(b)
    if x is None or y is None:
        return False
    if x == y:
        return True
    if a.speaker_kind == b.speaker_kind == "person" and a.speaker_name and b.speaker_name:
        return names_agree(a.speaker_name, b.speaker_name)
    return "person" not in (a.speaker_kind, b.speaker_kind) and _named_alike(a.speaker_name, b.speaker_name)


def _named_alike(a: str | None, b: str | None) -> bool:
    """Whether one of two names of bodies or offices holds the other: a ministry and a report by that ministry."""
    x, y = (set(fold_name(name or "").split()) - EMPTY_WORDS for name in (a, b))
    return bool(x and y) and (x <= y or y <= x)


def compatible(a: Quotation, b: Quotation, run: int) -> bool:
    """Whether two quotations that share `run` words in a row can be one utterance as far as the speakers go."""
    if clash(a, b):
        return False
    in_story = a.story_id is not None and a.story_id == b.story_id
    return same_speaker(a, b) or run >= (LONG_RUN_IN_STORY if in_story else LONG_RUN)
