"""The shape of many sentences' trees at once: depths, children, edges of subtrees, as columns."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from tasks.enrich.parse import Parse

Ints = npt.NDArray[np.int64]


class Shape:
    """The trees over the tokens of several articles, one after the other. Every index is one of all tokens.

    Attributes:
        n: number of tokens.
        article: number of the article of each token.
        bounds: first token of each article, and at the end n.
        head: token index of the head; a root is its own.
        depth, tin, size: place in the tree: x is above c if tin[x] <= tin[c] < tin[x] + size[x].
        left, right: first and last token of the subtree.
        child_from, child_of: children of token i are child_of[child_from[i]:child_from[i + 1]].
    """

    def __init__(self, parses: Sequence[Parse]) -> None:
        sizes = np.array([len(p.head) for p in parses], dtype=np.int64)
        self.bounds: Ints = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.n = n = int(self.bounds[-1])
        self.article: Ints = np.repeat(np.arange(len(parses)), sizes)
        own_head = np.fromiter(chain.from_iterable(p.head for p in parses), dtype=np.int64)
        self.head: Ints = own_head + self.bounds[:-1][self.article]
        head, own = self.head, np.arange(n)
        root = head == own
        self.depth = np.zeros(n, dtype=np.int64)
        at = own
        while len(at) and ((above := head[at]) != at).any():
            self.depth += above != at
            at = above
        order = np.argsort(head[~root], kind="stable")
        self.child_of: Ints = own[~root][order]
        self.child_from: Ints = np.searchsorted(head[self.child_of], np.arange(n + 1))
        self.left, self.right, self.size = own.copy(), own.copy(), np.ones(n, dtype=np.int64)
        by_depth = np.argsort(self.depth, kind="stable")
        cuts = np.searchsorted(self.depth[by_depth], np.arange(np.max(self.depth, initial=0) + 2))
        for d in range(len(cuts) - 2, 0, -1):
            level = by_depth[cuts[d] : cuts[d + 1]]
            np.minimum.at(self.left, head[level], self.left[level])
            np.maximum.at(self.right, head[level], self.right[level])
            np.add.at(self.size, head[level], self.size[level])
        self.tin = np.zeros(n, dtype=np.int64)
        roots = own[root]
        self.tin[roots] = np.cumsum(self.size[roots]) - self.size[roots]
        before = np.cumsum(self.size[self.child_of]) - self.size[self.child_of]
        if len(self.child_of):
            first = self.child_from[head[self.child_of]]
            within = before - before[first]
            gap = np.zeros(n, dtype=np.int64)
            gap[self.child_of] = within + 1
            for d in range(1, len(cuts) - 1):
                level = by_depth[cuts[d] : cuts[d + 1]]
                self.tin[level] = self.tin[head[level]] + gap[level]

    def edges(self, number: int) -> tuple[list[int], list[int]]:
        """First and last token of the subtree of each token of an article, by its own indices."""
        low, high = self.bounds[number : number + 2].tolist()
        return (self.left[low:high] - low).tolist(), (self.right[low:high] - low).tolist()

    def children(self, number: int) -> "Children":
        """The children of each token of an article, by its own indices."""
        low, high = self.bounds[number : number + 2].tolist()
        begins = self.child_from[low : high + 1]
        kids = self.child_of[begins[0] : begins[-1]] - low
        return Children(kids.tolist(), (begins - begins[0]).tolist())


class Children:
    """The children of each token of an article; a list is made when it is asked for, as few are."""

    __slots__ = ("_begins", "_kids")

    def __init__(self, kids: list[int], begins: list[int]) -> None:
        """`kids`: the children of all tokens end to end; `begins`: where each token's begin, and at the end their number."""
        self._kids = kids
        self._begins = begins

    def __getitem__(self, token: int) -> list[int]:
        """The children of the token."""
        return self._kids[self._begins[token] : self._begins[token + 1]]
