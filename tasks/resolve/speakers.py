"""Whether two quotations can have one speaker."""

from datetime import timedelta
from functools import lru_cache

from tasks.resolve.quotation import Quotation
from tasks.resolve.rewording import EMPTY_WORDS
from tasks.vocabulary.names import fold_name, same_person

# So many words in a row that are the same are one utterance whoever is said to have said them: a speaker whom one outlet
# leaves unnamed or calls by an office is the one that another outlet names; and where two outlets name two people, one of
# them was read wrongly, or quotes the other. Near each other, in one story or one week, fewer words do than anywhere.
LONG_RUN_NEAR, LONG_RUN = 6, 12
CLASHING_RUN_NEAR, CLASHING_RUN = 8, 16
# What is given to nobody in particular needs fewer.
NAMELESS_RUN_NEAR, NAMELESS_RUN = 4, 8
WEEK = timedelta(days=7)
_MAY_BE_PEOPLE = {"unknown", "organization"}
_ASKING = frozenset(("interviewer", "questioner", "moderator", "host"))
_PRONOUNS = frozenset(("i", "it", "he", "she", "they", "we", "you", "who", "that", "this", "which"))


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
    """Whether both name their speaker and it is the same one.

    A person's name that one reading took for a company's, or for nothing known, is the person's.
    """
    x, y = identity(a), identity(b)
    if x is not None and x == y:
        return True
    if not a.speaker_name or not b.speaker_name:
        return False
    if "person" in (a.speaker_kind, b.speaker_kind):
        others = {a.speaker_kind, b.speaker_kind} - {"person"}
        return others <= _MAY_BE_PEOPLE and names_agree(a.speaker_name, b.speaker_name)
    return x is not None and y is not None and _named_alike(a.speaker_name, b.speaker_name)


def _named_alike(a: str | None, b: str | None) -> bool:
    """Whether one of two names of bodies or offices holds the other: a ministry and a report by that ministry."""
    x, y = (set(fold_name(name or "").split()) - EMPTY_WORDS for name in (a, b))
    return bool(x and y) and (x <= y or y <= x)


def is_nameless(quotation: Quotation) -> bool:
    """Whether a quotation's speaker is left open: nobody, a pronoun that was not resolved, an office, or who asks."""
    name = fold_name(quotation.speaker_name or "")
    return not name or name in _PRONOUNS or name in _ASKING or quotation.speaker_kind == "role"


def is_beyond_doubt(a: Quotation, b: Quotation, run: int) -> bool:
    """Whether so many words in a row are one utterance even if two people are named."""
    return run >= (CLASHING_RUN_NEAR if at_one_time(a, b) else CLASHING_RUN)


def compatible(a: Quotation, b: Quotation, run: int) -> bool:
    """Whether two quotations that share `run` words in a row can be one utterance as far as the speakers go."""
    if clash(a, b):
        return is_beyond_doubt(a, b, run)
    if same_speaker(a, b):
        return True
    is_near = at_one_time(a, b)
    if is_nameless(a) or is_nameless(b):
        return run >= (NAMELESS_RUN_NEAR if is_near else NAMELESS_RUN)
    return run >= (LONG_RUN_NEAR if is_near else LONG_RUN)


def at_one_time(a: Quotation, b: Quotation) -> bool:
    """Whether two quotations stand in one story, or in articles of one week."""
    if a.story_id is not None and a.story_id == b.story_id:
        return True
    if a.published_at is None or b.published_at is None:
        return False
    return abs(a.published_at - b.published_at) <= WEEK
