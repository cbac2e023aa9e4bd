"""A mention of a named thing, as every later reader of the article sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LABELS = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"))


class Found(NamedTuple):
    """A stretch of text that names something."""

    start: int
    end: int
    label: str


def leading(votes: Sequence[str]) -> str:
    """Return the label with most votes; of two as many, the one later in the alphabet."""
    if votes.count(votes[0]) == len(votes):  # few are told in several ways
        return votes[0]
    return max(set(votes), key=lambda label: (votes.count(label), label))


@dataclass(slots=True)
class Mention:
    """One mention. Offsets index the article's text.

    Attributes:
        local_entity: number of the entity within the article, from 0 in the order of first mention.
        local_name: its fullest name in the article, titles left off.
        is_pronoun: a resolved he or she; its label is PERSON.
    """

    start: int
    end: int
    label: str
    local_entity: int
    local_name: str
    is_pronoun: bool = False
