"""Which copies belong together: clusters over verified pairs that no furniture and no roundup can glue.

Near and exact copies (Jaccard >= .5) are joined as they are: two strangers cannot both be half of a third text, save
where it consists of exactly those two. Containment needs care, because a footer is contained in every page of its
outlet, and a roundup contains many wires:

1. A text that is contained in FURNITURE_FAMILIES or more families of one outlet is that outlet's furniture: these pairs
   join nothing.
2. A family that holds others is joined to one of them, the one that fills most of it, if it fills LEAST_FILL of it.
   So any number of rewrites gather around the wire they embed, and a roundup joins one wire's cluster only.
3. A family too small to fill its container (a brief cut from a long piece) is joined to it if it is contained in one
   cluster only, and the container is not joined to another by rule 2 or this one.

The result depends on the set of pairs alone, not on the order in which they were found.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.dedupe.overlap import LEAST_JACCARD

FURNITURE_FAMILIES = 3
LEAST_FILL = (
    0.2  # a wire of 120 words in a rewrite of 600; a footer of 36 words fills .06 of the median article
)


class Link(NamedTuple):
    """A verified pair; `small` has no more distinct shingles than `large`."""

    small: int
    large: int
    jaccard: float
    containment: float

    @property
    def is_near(self) -> bool:
        """Whether the two are copies as wholes."""
        return self.jaccard >= LEAST_JACCARD

    @property
    def fill(self) -> float:
        """Share of the larger text that the common shingles make up."""
        return 1 / (1 / self.jaccard - 1 / self.containment + 1)


class Forest:
    """Disjoint sets of numbers; a set is named after its least member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, node: int) -> int:
        """Return the least member of the node's set."""
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, a: int, b: int) -> None:
        """Make one set of two."""
        a, b = self.find(a), self.find(b)
        self._parent[max(a, b)] = min(a, b)


def cluster(outlets: Sequence[str | None], links: Iterable[Link]) -> list[int]:
    """Return for each text the least number in its cluster.

    Args:
        outlets: the outlet of each text, None if unknown. Texts must be numbered in an order that does not depend on
            arrival, such as that of their ids.
        links: verified pairs of text numbers.
    """
    forest = Forest(len(outlets))
    contained = []
    for link in links:
        if link.is_near:
            forest.join(link.small, link.large)
        else:
            contained.append(link)
    if contained:
        family = [forest.find(i) for i in range(len(outlets))]
        joined = _join_to_fillings(forest, family, _without_furniture(family, outlets, contained))
        _join_briefs(forest, family, contained, joined)
    return [forest.find(i) for i in range(len(outlets))]


def _without_furniture(family: list[int], outlets: Sequence[str | None], links: list[Link]) -> list[Link]:
    """Leave out pairs of a text with the pages of an outlet whose furniture it is."""
    containers: dict[tuple[int, str], set[int]] = defaultdict(set)
    for link in links:
        if outlet := outlets[link.large]:
            containers[family[link.small], outlet].add(family[link.large])
    return [
        link
        for link in links
        if len(containers.get((family[link.small], outlets[link.large] or ""), ())) < FURNITURE_FAMILIES
    ]


def _join_to_fillings(forest: Forest, family: list[int], links: list[Link]) -> set[int]:
    """Rule 2; return the families that were joined as containers."""
    best: dict[int, tuple[float, int]] = {}
    for link in links:
        held, holder = family[link.small], family[link.large]
        if held != holder and link.fill >= LEAST_FILL:
            best[holder] = min(best.get(holder, (0.0, 0)), (-link.fill, held))
    for holder, (_, held) in best.items():
        forest.join(holder, held)
    return set(best)


def _join_briefs(forest: Forest, family: list[int], links: list[Link], joined: set[int]) -> None:
    """Rule 3. Furniture is among `links` here: it shows that a text stands in many places."""
    group = {i: forest.find(i) for link in links for i in (link.small, link.large)}
    containers: dict[int, set[int]] = defaultdict(set)
    for link in links:
        if group[link.small] != group[link.large]:
            containers[group[link.small]].add(group[link.large])
    best: dict[int, tuple[float, int]] = {}
    for link in links:
        held, holder = group[link.small], family[link.large]
        if (
            len(containers.get(held, ())) == 1
            and group[link.large] in containers[held]
            and holder not in joined
        ):
            best[holder] = min(best.get(holder, (0.0, 0)), (-link.fill, held))
    for holder, (_, held) in best.items():
        forest.join(holder, held)
