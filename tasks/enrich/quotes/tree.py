"""A parsed article made walkable: children, subtree edges, sentences, and each token's quoted segment."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from tasks.enrich.parse import Parse
from tasks.enrich.quotes.bits import bits_of_runs
from tasks.enrich.quotes.shape import Shape

if TYPE_CHECKING:
    from tasks.enrich.quotes.marks import Segment

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


class Tree:
    """One article's tokens as a tree. All ranges of tokens are inclusive at both ends."""

    def __init__(self, parse: Parse, shape: Shape | None = None, number: int = 0) -> None:
        """Read the arrays of `parse`, which is `number` of those that a shape was made of; time is linear in the tokens."""
        shape = shape or Shape([parse])
        self.text = parse.text
        self.words: list[str] = parse.words
        self.start: list[int] = parse.start
        self.end: list[int] = parse.end
        self.head: list[int] = parse.head
        self.lemma: list[str] = parse.lemma
        self.pos: list[str] = parse.pos
        self.tag: list[str] = parse.tag
        self.dep: list[str] = parse.dep
        self.ents: list[str] = parse.ent_type
        self.sent: list[int] = parse.sent
        self.para: list[int] = parse.para
        self.n = len(self.words)
        self.children = shape.children(number)
        self.left, self.right = shape.edges(number)
        self.segments: list[Segment] = parse.segments
        self.segment_of, self.segment_tokens = self._place_segments()

    def _place_segments(self) -> tuple[list[int], list[tuple[int, int]]]:
        """Return each token's segment number plus 1 (0 outside), and each segment's tokens with its marks."""
        of, tokens = [0] * self.n, []
        for number, segment in enumerate(self.segments):
            first = bisect_right(self.end, segment.start)
            behind = max(first, bisect_left(self.start, segment.end))
            of[first:behind] = [number + 1] * (behind - first)
            tokens.append((first, behind - 1))
        return of, tokens

    @cached_property
    def marked(self) -> int:
        """The tokens of quoted segments, as bits."""
        return bits_of_runs(self.segment_tokens)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """First and last token of the sentence of each token."""
        return self._ranges(self.sent)

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """First and last token of the paragraph of each token."""
        return self._ranges(self.para)

    def _ranges(self, keys: list[int]) -> list[tuple[int, int]]:
        """First and last index of each token's run; the keys never fall."""
        out: list[tuple[int, int]] = []
        low = 0
        while low < self.n:
            behind = bisect_right(keys, keys[low], low)
            out += [(low, behind - 1)] * (behind - low)
            low = behind
        return out

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of token i with one of these relations."""
        return next((c for c in self.children[i] if self.dep[c] in deps), None)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters from the first token to the last."""
        return self.start[first], self.end[last]

    def depth_of(self, i: int) -> int:
        """Steps from token i up to its root, at most 30."""
        steps = 0
        while self.head[i] != i and steps < 30:
            i = self.head[i]
            steps += 1
        return steps

    def is_inside(self, i: int, top: int) -> bool:
        """Whether token i is in the subtree of `top`."""
        for _ in range(200):
            if i == top:
                return True
            if self.head[i] == i:
                return False
            i = self.head[i]
        return False
