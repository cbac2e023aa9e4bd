"""How far a change spreads from story to story, and at which likeness at the most.

Average link merges from the most alike to the least, and merging brings two clusters no closer than their closest parts
are. So what is new meets an old story at the likeness of their closest units, no sooner; a story whose parts had all
merged by then stays whole, and passes nothing on. One whose parts merge later may come out otherwise, but only from that
likeness down: to the next story the change comes at the likeness of the two stories' closest units or at that at which it
came to the first, whichever is less. Of several ways the one counts on which it comes soonest (the widest path).
"""

from collections import defaultdict
from heapq import heappop, heappush

import numpy as np

from tasks.stories.similarity import SCALE, Ints, Pairs

ORIGIN = -1  # in the place of a story: whatever is new, changed, or of a story that has lost a unit


class Change:
    """The stories that a change may reach, as far as they are known."""

    def __init__(self, stories: Ints) -> None:
        """Take for each unit its story, ORIGIN where the change begins."""
        self.broken: set[int] = set()
        self._stories = stories.copy()
        self._near: dict[int, dict[int, int]] = defaultdict(dict)

    def learn(self, pairs: Pairs) -> None:
        """Take in how alike units are."""
        a, b = self._stories[pairs.i], self._stories[pairs.j]
        between = a != b
        a, b, likeness = a[between], b[between], pairs.likeness[between]
        order = np.lexsort((likeness, b, a))  # of the same two stories the greatest likeness comes last
        for x, y, value in zip(a[order].tolist(), b[order].tolist(), likeness[order].tolist(), strict=True):
            known = max(value, self._near[x].get(y, 0))
            self._near[x][y] = self._near[y][x] = known

    def tell_apart(self, stories: list[int], parts: Ints, pairs: Pairs) -> None:
        """Take the parts of stories for stories of their own.

        Args:
            stories: stories that are not broken.
            parts: for each unit the part that it is in, where it is in one of these stories.
            pairs: everything that was learned so far.
        """
        for story in stories:
            for other in self._near.pop(story, {}):
                del self._near[other][story]
        is_in = np.isin(self._stories, stories)
        self._stories[is_in] = parts[is_in]
        self.learn(pairs.only(is_in[pairs.i] | is_in[pairs.j]))

    def reached(self) -> dict[int, int]:
        """Return the stories that are reached and not yet broken, with the likeness times SCALE at which."""
        level = {ORIGIN: SCALE}
        queue = [(-SCALE, ORIGIN)]
        while queue:
            _, story = heappop(queue)
            for other, likeness in self._near[story].items():
                met = min(level[story], likeness)
                if met > level.get(other, 0):
                    level[other] = met
                    if other in self.broken:
                        heappush(queue, (-met, other))
        return {story: met for story, met in level.items() if story != ORIGIN and story not in self.broken}
