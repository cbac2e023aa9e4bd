"""Which leftovers join which story after a change, as if all had been looked at anew.

Whom a leftover joins hangs on the clusters around it alone. So only those are looked at that are new themselves, whose story's
core was taken apart, or that have come close enough to a core through a unit that is new to it; and with them the
stories they leave and join.
"""

import numpy as np
from numpy.typing import NDArray

from tasks.stories.leftovers import CORE_SIZE, SPEAKERS, Closeness, choose, closeness
from tasks.stories.parts import Parts
from tasks.stories.similarity import Known, alike, join_pairs
from tasks.stories.units import Units
from tasks.stories.vectors import Ints

Mask = NDArray[np.bool_]


def join_leftovers(
    units: Units, parts: Parts, known: Known, *, apart: Mask, cluster: Ints, least: int
) -> tuple[Ints, Ints]:
    """Return the units whose stories may change, ascending, and for each the least unit of its story.

    Args:
        units: all units.
        parts: the old stories' parts.
        known: how alike units are.
        apart: units that are new or whose part was taken apart.
        cluster: the cluster of each unit as average link has it now, by its least unit; -1 where nothing reached.
        least: mean likeness at which a leftover joins a core, times SCALE.
    """
    clusters = _Clusters(parts, apart, cluster)
    suspects = clusters.loosened(units.stories)
    near = clusters.met(units, known, suspects, least)
    parts.tell_apart(clusters.hidden(near))
    pieces = np.unique(clusters.of()[near[~clusters.in_core()[near]]])
    suspects |= np.isin(clusters.of(), pieces)
    known.ask(np.flatnonzero(suspects))
    close = closeness(suspects, known.pairs(), clusters.of())
    if parts.tell_apart(clusters.hidden(close.first[close.total >= SPEAKERS * least])):
        close = closeness(suspects, known.pairs(), clusters.of())
    is_core = clusters.in_core()[close.first]
    joined = choose(Closeness(*(column[is_core] for column in close)), clusters.of(), least)
    return clusters.told(units.stories, suspects, joined)


class _Clusters:
    """Clusters as they are now: those that were reached by their least unit, others by the number of their part."""

    def __init__(self, parts: Parts, apart: Mask, cluster: Ints) -> None:
        self._parts, self._apart, self._cluster = parts, apart, cluster
        self._is_active = cluster >= 0
        size = len(cluster)
        active = np.flatnonzero(self._is_active)
        of = cluster[active]
        # a cluster is what it was if it is one part of an old story and nothing else
        was = np.where(apart[active], -1, parts.number[active])
        least, most = np.full(size, size * 3), np.full(size, -1)
        np.minimum.at(least, of, was)
        np.maximum.at(most, of, was)
        self._is_new = np.zeros(size, bool)
        self._is_new[active] = (least[of] != most[of]) | (least[of] < 0)

    def of(self) -> Ints:
        """Return the cluster of each unit; for a story that was not told apart, all of it."""
        return np.where(self._is_active, self._cluster, len(self._cluster) + self._parts.number)

    def in_core(self) -> Mask:
        """Say which units are in a cluster that leftovers may join."""
        of = self.of()
        return np.asarray(np.bincount(of)[of] >= CORE_SIZE)

    def hidden(self, units: Ints) -> list[int]:
        """Return those stories of units that may be a core and leftovers, and were not told apart."""
        units = units[~self._is_active[units] & self.in_core()[units]]
        return [
            story
            for story in np.unique(self._parts.number[units]).tolist()
            if story not in self._parts.branches
        ]

    def loosened(self, stories: Ints) -> Mask:
        """Say which units are in leftovers that are new, or whose story lost its core."""
        loose = self._is_new & ~self.in_core()
        for story in np.unique(stories[self._apart & (stories >= 0)]).tolist():
            mine = self._parts.units(story)
            if self._apart[mine].all():
                continue
            core = self._parts.core(story)
            if core is not None and self._apart[self._parts.members(core)].any():
                loose[mine] |= ~self._apart[mine] & ~self.in_core()[mine]
        return loose

    def met(self, units: Units, known: Known, suspects: Mask, least: int) -> Ints:
        """Return the other units, in leftovers for all that is known, that a core would take through units new to it."""
        is_new_core = self._is_new & self.in_core()
        fresh = is_new_core & (self._apart | self._from_leftovers() | self._of_several_cores())
        known.ask(np.flatnonzero(fresh))
        pairs = known.pairs()
        beside = np.zeros(len(fresh), bool)
        beside[pairs.j[fresh[pairs.i]]] = True
        beside[pairs.i[fresh[pairs.j]]] = True
        told_apart = np.isin(self._parts.number, list(self._parts.branches))
        beside &= ~suspects & ~(self.in_core() & (self._is_active | told_apart))
        rows, others = np.flatnonzero(beside), np.flatnonzero(is_new_core & ~fresh)
        pairs = join_pairs([pairs, alike(units.vectors, units.days, rows, others)])
        close = closeness(beside, pairs, self.of())
        return np.unique(close.unit[is_new_core[close.first] & (close.total >= SPEAKERS * least)])

    def told(self, stories: Ints, suspects: Mask, joined: dict[int, int]) -> tuple[Ints, Ints]:
        """Put leftovers and cores together: return the units of all stories that may differ, and each one's least unit."""
        into = np.array(sorted(joined.values()), np.int64)
        differ = self._is_active | suspects | np.isin(self.of(), into)
        mine = np.unique(stories[differ & (stories >= 0)]).tolist()
        whole = [story for story in mine if not self._apart[self._parts.units(story)].all()]
        self._parts.tell_apart([story for story in whole if story not in self._parts.branches])
        of = self.of()
        label, in_core = of.copy(), self.in_core()
        for story in whole:
            differ[self._parts.units(story)] = True
            core = self._parts.core(story)
            if core is not None:  # who was not looked at stays with it
                stay = self._parts.units(story)
                stay = stay[~suspects[stay] & ~self._apart[stay] & ~in_core[stay]]
                label[stay] = of[self._parts.members(core)[0]]
        for piece, core in joined.items():
            label[of == piece] = core
        told = np.flatnonzero(differ)
        _, first, which = np.unique(label[told], return_index=True, return_inverse=True)
        return told, told[first[which]]

    def _from_leftovers(self) -> Mask:
        """Say which units were in a part too small for a core."""
        number = self._parts.number
        return np.asarray((number >= 0) & (np.bincount(number[number >= 0], minlength=1)[number] < CORE_SIZE))

    def _of_several_cores(self) -> Mask:
        """Say which units are in a cluster that has swallowed two cores of before."""
        kept = np.flatnonzero(self._is_active & ~self._apart & ~self._from_leftovers())
        _, first = np.unique(self._parts.number[kept], return_index=True)
        cores = np.bincount(self._cluster[kept[first]], minlength=len(self._cluster))
        several = np.zeros(len(self._cluster), bool)
        several[self._is_active] = cores[self._cluster[self._is_active]] >= 2
        return several
