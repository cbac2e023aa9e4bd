"""What the stories of the lake are made of: a core that average link made, and leftovers that have joined it.

The lake says only which units are one story. Within it average link finds the very clusters that it found among all units:
what merges with all others in the way merges without them too, in the same order, and these clusters were too far from
each other to merge.
"""

import numpy as np

from tasks.stories.leftovers import CORE_SIZE
from tasks.stories.linkage import Branch, average_link, branches, weakest
from tasks.stories.similarity import SCALE, Pairs, alike
from tasks.stories.units import Units
from tasks.stories.vectors import Ints


class Parts:
    """The parts of stories, told apart when they are asked for.

    Attributes:
        number: the part each unit is in, -1 for a new unit; that of a story not yet told apart is the story's number.
        branches: for each part of the stories told apart, the clusters that merged on the way to it.
    """

    def __init__(self, units: Units, least: float) -> None:
        stories = units.stories
        self.number = stories.copy()
        self.branches: dict[int, list[Branch]] = {}
        self._vectors, self._days, self._stories, self._least = units.vectors, units.days, stories, least
        self._order = np.argsort(stories, kind="stable")
        self._sorted = stories[self._order]
        self._members: dict[int, Ints] = {}
        self._of_story: dict[int, list[int]] = {}
        self._next = int(stories.max(initial=-1)) + 1

    def units(self, story: int) -> Ints:
        """Return the units of a story, ascending."""
        first, end = np.searchsorted(self._sorted, [story, story + 1])
        return self._order[first:end]

    def members(self, part: int) -> Ints:
        """Return the units of a part of a story that was told apart, ascending."""
        return self._members[part]

    def core(self, story: int) -> int | None:
        """Return the part of a story told apart that leftovers have joined or may join; None if all of it is one leftover."""
        return next((part for part in self._of_story[story] if len(self.members(part)) >= CORE_SIZE), None)

    def tell_apart(self, stories: list[int]) -> list[int]:
        """Find the parts of stories; return those stories that are more than one part."""
        new = sorted({story for story in stories if story not in self._of_story})
        several = []
        for story, inside in zip(new, self._inside([self.units(story) for story in new]), strict=True):
            units = self.units(story)
            tree = branches(len(units), inside)
            if weakest(tree) >= round(self._least * SCALE):
                self._of_story[story] = [story]
                self._keep(story, units, tree)
                continue
            several.append(story)
            label = np.array(average_link(len(units), inside, self._least), np.int64)
            self._of_story[story] = []
            for least in np.unique(label):
                rows = np.flatnonzero(label == least)
                is_in = np.zeros(len(units), bool)
                is_in[rows] = True
                within = inside.only(is_in[inside.i] & is_in[inside.j]).among(rows)
                self._of_story[story].append(self._next)
                self.number[units[rows]] = self._next
                self._keep(self._next, units[rows], branches(len(rows), within))
                self._next += 1
        return several

    def _keep(self, part: int, units: Ints, tree: list[Branch]) -> None:
        self._members[part] = units
        self.branches[part] = [Branch(units[branch.items].tolist(), branch.level) for branch in tree]

    def _inside(self, stories: list[Ints]) -> list[Pairs]:
        """Return the pairs within each story, its units numbered from 0."""
        if not stories:
            return []
        rows = np.sort(np.concatenate(stories))
        pairs = alike(self._vectors, self._days, rows, rows)
        pairs = pairs.only(self._stories[pairs.i] == self._stories[pairs.j])
        order = np.argsort(self._stories[pairs.i], kind="stable")
        of_pair = self._stories[pairs.i][order]
        inside = []
        for units in stories:
            number = int(self._stories[units[0]])
            part = order[slice(*np.searchsorted(of_pair, [number, number + 1]))]
            inside.append(Pairs(pairs.i[part], pairs.j[part], pairs.likeness[part]).among(units))
        return inside
