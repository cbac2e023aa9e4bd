"""Average-link clustering (UPGMA) of a sparse table of similarities, by chains of nearest neighbours.

Pairs that are not in the table count as 0. The chain method (Benzécri 1982, Murtagh 1983) merges clusters that are each
other's nearest; for average link this gives the same result as always merging the closest two, in whatever order.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tasks.stories.similarity import SCALE, Pairs
from tasks.stories.vectors import Ints


def average_link(size: int, pairs: Pairs, least: float, groups: Sequence[Sequence[int]] = ()) -> list[int]:
    """Merge items while the mean similarity between two clusters is at least `least`.

    Args:
        size: number of items.
        pairs: similarities of items 0 to size - 1.
        least: from 0 to 1.
        groups: items that are together from the start.

    Returns:
        For each item the least item of its cluster.
    """
    together = [(group[0], other) for group in groups for other in group[1:]]
    strong = pairs.likeness >= round(least * SCALE)
    # two clusters merge only if some pair of theirs is alike enough, so parts without such a pair never meet
    i = np.concatenate([pairs.i[strong], np.array([a for a, _ in together], np.int64)])
    j = np.concatenate([pairs.j[strong], np.array([b for _, b in together], np.int64)])
    part = connected_components(
        coo_matrix((np.ones(len(i), bool), (i, j)), shape=(size, size)), directed=False
    )[1]
    inside = pairs.only(part[pairs.i] == part[pairs.j])
    clusters = _Clusters(size, least)
    order = np.argsort(part[inside.i], kind="stable")
    for edges in np.split(order, np.flatnonzero(np.diff(part[inside.i[order]])) + 1):
        clusters.know(inside.i[edges], inside.j[edges], inside.likeness[edges])
    for group in groups:
        for other in group[1:]:
            clusters.merge(clusters.find(group[0]), clusters.find(other))
    for item in np.unique(inside.i).tolist():
        clusters.follow(item)
    return clusters.labels()


class Branch(NamedTuple):
    """A cluster on the way to a greater one: its items, and the mean similarity, times SCALE, at which it merged."""

    items: list[int]
    level: float


def branches(size: int, pairs: Pairs) -> list[Branch]:
    """Return all clusters of items 0 to size - 1 that merge on the way to one, single items among them; one item: none."""
    clusters = _Clusters(size, 0.0)
    clusters.know(pairs.i, pairs.j, pairs.likeness)
    for item in range(size):
        clusters.follow(item)
    items = {item: [item] for item in range(size)}
    found = []
    for a, b, merged, level in clusters.merges:
        found += [Branch(items[a], level), Branch(items[b], level)]
        items[merged] = items[a] + items[b]
    return found


def weakest(tree: Sequence[Branch]) -> float:
    """Return the least mean similarity, times SCALE, at which branches merged; one item: infinity."""
    return min((branch.level for branch in tree), default=float("inf"))


class _Clusters:
    """Clusters in the making: sums of similarities between them, and their sizes."""

    def __init__(self, size: int, least: float) -> None:
        self.merges: list[tuple[int, int, int, float]] = []
        self._least = round(least * SCALE)
        self._near: dict[int, dict[int, int]] = defaultdict(dict)
        self._size = [1] * size
        self._into = list(range(size))
        self._done: set[int] = set()

    def know(self, i: Ints, j: Ints, likeness: Ints) -> None:
        """Take in similarities of pairs of items."""
        for a, b, value in zip(i.tolist(), j.tolist(), likeness.tolist(), strict=True):
            self._near[a][b] = self._near[b][a] = value

    def follow(self, item: int) -> None:
        """Follow nearest neighbours from an item, and merge until no cluster on the way can be merged."""
        chain = [self.find(item)]
        while chain:
            top, before = chain[-1], chain[-2] if len(chain) > 1 else None
            nearest = None if top in self._done else self._nearest(top, before)
            if nearest is None:  # nothing close enough, and merges of others can bring nothing closer
                self._done.add(top)
                chain.pop()
            elif nearest == before:
                mean = self._near[top][before] / (self._size[top] * self._size[before])
                merged = self.merge(top, before)
                self.merges.append((top, before, merged, mean))
                chain = chain[:-2] or [merged]
            else:
                chain.append(nearest)

    def find(self, item: int) -> int:
        """Return the cluster an item is in."""
        while self._into[item] != item:
            self._into[item] = self._into[self._into[item]]
            item = self._into[item]
        return item

    def labels(self) -> list[int]:
        """Return the least item of each item's cluster."""
        least: dict[int, int] = {}
        roots = [self.find(item) for item in range(len(self._into))]
        for item, root in enumerate(roots):
            least.setdefault(root, item)
        return [least[root] for root in roots]

    def merge(self, a: int, b: int) -> int:
        """Make one cluster of two, under the number of the one with more neighbours."""
        if len(self._near[a]) < len(self._near[b]):
            a, b = b, a
        mine, theirs = self._near[a], self._near.pop(b)
        mine.pop(b, None)
        theirs.pop(a, None)
        for other, total in theirs.items():
            mine[other] = self._near[other][a] = mine.get(other, 0) + total
            del self._near[other][b]
        self._into[b] = a
        self._size[a] += self._size[b]
        return a

    def _nearest(self, cluster: int, before: int | None) -> int | None:
        """Return the cluster of the greatest mean similarity, if it is enough; of equals the one before, else the least."""
        size, best, nearest = self._size, 0.0, None
        for other, total in self._near[cluster].items():
            mean = total / size[other]
            if mean > best or (
                mean == best and nearest != before and (other == before or nearest is None or other < nearest)
            ):
                best, nearest = mean, other
        return nearest if nearest is not None and best >= self._least * size[cluster] else None
