"""Which stories new articles touch, and how these stories look then: as if all had been clustered anew.

A unit is an article, or a cluster of copies. An old story need not be taken apart while no change reaches it at a likeness
at which its own parts merged: average link would put it together in the same way before it met anything else (see
change). Then it takes part as one whole. So a delta costs what its neighbourhood costs, and the result is that of a
rebuild.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tasks.stories.change import ORIGIN, Change
from tasks.stories.linkage import average_link, weakest_merge
from tasks.stories.similarity import SCALE, Ints, Likenesses, Pairs, alike, join_pairs

# Two clusters are one story if their articles are this much alike on average: B-cubed F on the dev set stays within a
# point from .10 to .12, the sample newsroom's stories are right from .08 to .23, the two affairs among the five sample
# articles apart from .11.
LEAST_LIKENESS = 0.115


@dataclass(frozen=True, slots=True)
class Units:
    """Everything that can be in a story, in an order that does not depend on arrival.

    Attributes:
        vectors: terms of each unit.
        days: day of its publication, NaN if unknown.
        stories: number of the story it is in, -1 for a new one.
        touched: whether the unit is new, or is no longer what it was, or its story has lost one.
    """

    vectors: csr_matrix
    days: NDArray[np.float64]
    stories: Ints
    touched: NDArray[np.bool_]


def regroup(units: Units) -> tuple[Ints, Ints]:
    """Return the units whose stories may change, ascending, and for each the least unit of its story."""
    members = _Members(units.stories)
    lost = np.unique(units.stories[units.touched])
    apart = units.touched | (np.isin(units.stories, lost) & (units.stories >= 0))
    change = Change(np.where(apart, ORIGIN, units.stories))
    weakest: dict[int, float] = {}
    found: list[Pairs] = []
    unseen = np.ones(len(apart), bool)
    everything = Likenesses(units.vectors, units.days, np.arange(len(apart)))
    frontier = np.flatnonzero(apart)
    while len(frontier):
        pairs = everything.of(frontier, unseen)
        found.append(pairs)
        unseen[frontier] = False
        change.learn(pairs.only(pairs.likeness >= round(LEAST_LIKENESS * SCALE)))
        reached = change.reached()
        weakest |= _weakest_merges(units, [members.of(story) for story in reached if story not in weakest])
        broken = [story for story, likeness in reached.items() if likeness >= weakest[story]]
        change.broken.update(broken)
        frontier = np.sort(np.concatenate([np.zeros(0, np.int64), *(members.of(story) for story in broken)]))
        apart[frontier] = True
    whole = [members.of(story) for story in sorted(change.reached())]
    kept = np.sort(np.concatenate([np.zeros(0, np.int64), *whole]))
    active = np.union1d(np.flatnonzero(apart), kept)
    is_active = np.zeros(len(apart), bool)
    is_active[active] = True
    pairs = join_pairs(found)
    pairs = join_pairs([pairs.only(is_active[pairs.j]), alike(units.vectors, units.days, kept, kept)])
    pairs = Pairs(np.searchsorted(active, pairs.i), np.searchsorted(active, pairs.j), pairs.likeness)
    groups = [np.searchsorted(active, story).tolist() for story in whole]
    return active, active[average_link(len(active), pairs, LEAST_LIKENESS, groups)]


def _weakest_merges(units: Units, stories: list[Ints]) -> dict[int, float]:
    """Return for each story, given as its units, the least likeness at which parts of it merged."""
    if not stories:
        return {}
    rows = np.sort(np.concatenate(stories))
    pairs = alike(units.vectors, units.days, rows, rows)
    pairs = pairs.only(units.stories[pairs.i] == units.stories[pairs.j])
    order = np.argsort(units.stories[pairs.i], kind="stable")
    of_pair = units.stories[pairs.i][order]
    weakest = {}
    for story in stories:
        number = int(units.stories[story[0]])
        part = order[slice(*np.searchsorted(of_pair, [number, number + 1]))]
        inside = Pairs(
            np.searchsorted(story, pairs.i[part]), np.searchsorted(story, pairs.j[part]), pairs.likeness[part]
        )
        weakest[number] = weakest_merge(len(story), inside)
    return weakest


class _Members:
    """The units of each story."""

    def __init__(self, stories: Ints) -> None:
        self._order = np.argsort(stories, kind="stable")
        self._sorted = stories[self._order]

    def of(self, story: int) -> Ints:
        """Return the units of a story, ascending."""
        first, end = np.searchsorted(self._sorted, [story, story + 1])
        return self._order[first:end]
