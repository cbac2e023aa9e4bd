"""Average-link clustering (UPGMA) of a sparse table of similarities, by chains of nearest neighbours.

Pairs that are not in the table count as 0. The chain method (Benzécri 1982, Murtagh 1983) merges pairs that are each
other's nearest; for average link this gives the same clusters as always merging the closest pair, whatever the order.
"""

from collections.abc import Iterable

from tasks.stories.similarity import SCALE


def average_link(size: int, pairs: Iterable[tuple[int, int, int]], least: float) -> list[int]:
    """Merge items while the mean similarity between two clusters is at least `least`.

    Args:
        size: number of items.
        pairs: (i, j, similarity times SCALE), each pair of items once.
        least: from 0 to 1.

    Returns:
        For each item the least item of its cluster.
    """
    near: list[dict[int, int]] = [{} for _ in range(size)]
    for i, j, similarity in pairs:
        near[i][j] = near[j][i] = similarity
    clusters = _Clusters(near, round(least * SCALE))
    for item in range(size):
        clusters.follow(item)
    return clusters.labels()


class _Clusters:
    """Clusters under their number in the making: sums of similarities between them, and their sizes."""

    def __init__(self, near: list[dict[int, int]], least: int) -> None:
        self._near = near
        self._least = least
        self._size = [1] * len(near)
        self._into = list(range(len(near)))
        self._is_done = [False] * len(near)

    def follow(self, item: int) -> None:
        """Follow nearest neighbours from an item, and merge until no cluster on the way can be merged."""
        chain = [self.find(item)]
        while chain:
            top, before = chain[-1], chain[-2] if len(chain) > 1 else None
            nearest = None if self._is_done[top] else self._nearest(top, before)
            if nearest is None:  # nothing close enough, and merges of others can bring nothing closer
                self._is_done[top] = True
                chain.pop()
            elif nearest == before:
                merged = self._merge(top, before)
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

    def _nearest(self, cluster: int, before: int | None) -> int | None:
        """Return the cluster with the greatest mean similarity, if that is enough; of equals the one before, else the least."""
        size, best, nearest = self._size, 0.0, None
        for other, total in self._near[cluster].items():
            mean = total / size[other]
            if mean > best or (
                mean == best and nearest != before and (other == before or other < (nearest or 0))
            ):
                best, nearest = mean, other
        return nearest if best >= self._least * size[cluster] else None

    def _merge(self, a: int, b: int) -> int:
        """Make one cluster of two, under the number of the one with more neighbours."""
        if len(self._near[a]) < len(self._near[b]):
            a, b = b, a
        mine, theirs = self._near[a], self._near[b]
        del mine[b], theirs[a]
        for other, total in theirs.items():
            both = mine.get(other, 0) + total
            mine[other] = self._near[other][a] = both
            del self._near[other][b]
        theirs.clear()
        self._into[b] = a
        self._size[a] += self._size[b]
        return a
