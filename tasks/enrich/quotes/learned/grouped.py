"""Hashed features of rows, each made once a group of rows that share it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.hashing import Column, Ints, Places, mix, place

ABSENT = -1  # place of a feature that does not apply


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of all rows.

    Attributes:
        places: by group, ABSENT where it does not apply.
        of: the group of each row; None where each row is a group.
    """

    places: Places
    of: Ints | None

    def of_rows(self, values: Column) -> Column:
        """Return for each row the value of its group."""
        return values if self.of is None else values.take(self.of, mode="clip")


class Features(dict[int, Feature]):
    """Features by the number of their template."""

    def add(self, salt: int, of: Ints | None, *parts: Column | int, where: Column | None = None) -> None:
        """Make a feature of parts, one value a group each; it does not apply where `where` is false."""
        places = place(mix(salt, *parts)).astype(np.int32)
        if where is not None:
            places[~where] = ABSENT
        self[salt] = Feature(places, of)

    def in_order(self) -> list[Feature]:
        """Return them by number."""
        return [self[salt] for salt in sorted(self)]


def laid_out(features: Sequence[Feature]) -> Places:
    """Return the places of each row's features (rows, features), ABSENT where one does not apply."""
    return np.stack([feature.of_rows(feature.places) for feature in features], axis=1)
