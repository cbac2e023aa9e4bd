"""What sort of thing an entity is."""

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


def majority(votes: Iterable[tuple[Kind, int]]) -> Kind:
    """Return the kind with most articles; of equals the one first in the alphabet."""
    totals: dict[Kind, int] = {}
    for kind, count in votes:
        totals[kind] = totals.get(kind, 0) + count
    return min(totals, key=lambda kind: (-totals[kind], kind))
