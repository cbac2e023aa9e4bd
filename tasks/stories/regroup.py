"""Which stories new articles touch, and how these stories look then: as if all had been clustered anew.

A unit is an article, or a cluster of copies. An old story need not be taken apart while no change reaches it at a likeness
at which its own parts merged: average link would put it together in the same way before it met anything else (see
change). Then it takes part as one whole. So a delta costs what its neighbourhood costs, and the result is that of a
rebuild. What average link leaves over joins the stories in a second step (see leftovers, joining).
"""

import numpy as np
from numpy.typing import NDArray

from tasks.stories.change import ORIGIN, Change
from tasks.stories.joining import join_leftovers
from tasks.stories.linkage import average_link
from tasks.stories.parts import Parts
from tasks.stories.similarity import SCALE, Ints, Known, Pairs, alike, join_pairs
from tasks.stories.units import Units

# Two clusters are one story if their articles are this much alike on average, and a leftover joins one at the same likeness.
# B-cubed F on the dev set is 93.6 to 94.6 from .1 to .13, the sample newsroom's stories are right from .09 to .15, the two
# affairs among the five sample articles apart from .11.
LEAST_LIKENESS = 0.115


def regroup(units: Units) -> tuple[Ints, Ints]:
    """Return the units whose stories may change, ascending, and for each the least unit of its story."""
    size = len(units.stories)
    known = Known(units.vectors, units.days)
    parts = Parts(units, LEAST_LIKENESS)
    lost = np.unique(units.stories[units.touched])
    apart = units.touched | (np.isin(units.stories, lost) & (units.stories >= 0))
    whole = _spread(units, apart, known, parts)
    kept = np.sort(np.concatenate([np.zeros(0, np.int64), *map(parts.members, whole)]))
    active = np.union1d(np.flatnonzero(apart), kept)
    is_active = np.zeros(size, bool)
    is_active[active] = True
    pairs = known.pairs()
    pairs = pairs.only(is_active[pairs.i] & is_active[pairs.j])
    pairs = join_pairs([pairs, alike(units.vectors, units.days, kept, kept)]).among(active)
    groups = [np.searchsorted(active, parts.members(part)).tolist() for part in whole]
    cluster = np.full(size, -1)
    cluster[active] = active[average_link(len(active), pairs, LEAST_LIKENESS, groups)]
    least = round(LEAST_LIKENESS * SCALE)
    return join_leftovers(units, parts, known, apart=apart, cluster=cluster, least=least)


def _spread(units: Units, apart: NDArray[np.bool_], known: Known, parts: Parts) -> list[int]:
    """Take apart what a change may reach, adding to `apart`; return the parts of old stories that are reached and stay whole."""
    change = Change(np.where(apart, ORIGIN, units.stories))
    learned: list[Pairs] = []
    frontier = np.flatnonzero(apart)
    while len(frontier):
        pairs = known.ask(frontier)
        learned.append(pairs.only(pairs.likeness >= round(LEAST_LIKENESS * SCALE)))
        change.learn(learned[-1])
        several = parts.tell_apart([story for story in change.reached() if story not in parts.weakest])
        change.tell_apart(several, parts.number, join_pairs(learned))
        broken = [part for part, likeness in change.reached().items() if likeness >= parts.weakest[part]]
        change.broken.update(broken)
        frontier = np.sort(np.concatenate([np.zeros(0, np.int64), *map(parts.members, broken)]))
        apart[frontier] = True
    return sorted(change.reached())
