"""What sort of thing an entity is.

Names are compared within a kind, which two labels may share; what is published is the label that most mentions carry.
"""

from collections.abc import Iterable
from typing import Literal

Kind = Literal["person", "organization", "place", "group", "facility", "event", "product", "work", "law"]

KIND_OF_LABEL: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "NORP": "group",
    "FAC": "facility",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
    "LAW": "law",
}

# What an entity of a kind is called whose mentions all carry labels of other kinds.
LABEL_OF_KIND: dict[Kind, str] = {kind: label for label, kind in reversed(KIND_OF_LABEL.items())}


def majority(votes: Iterable[tuple[Kind, int]]) -> Kind:
    """Return the kind with most articles; of equals the one first in the alphabet."""
    totals: dict[Kind, int] = {}
    for kind, count in votes:
        totals[kind] = totals.get(kind, 0) + count
    return min(totals, key=lambda kind: (-totals[kind], kind))
