"""All tokens of a batch as columns: codes of their strings, tree, sentences, paragraphs, quoted segments."""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from tasks.enrich.parse import Parse
from tasks.enrich.quotes.learned.hashing import CODES, LOWER_CODES, Bools, Ints, label_codes
from tasks.enrich.quotes.marks import Segment
from tasks.enrich.quotes.shape import Shape

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
FARTHEST = 12  # tokens to the next quoted segment that are told apart


class TokenTable:
    """The tokens of several articles one after the other. Every index is one of the whole table.

    Attributes:
        n: number of tokens.
        article: number of the article of each token.
        bounds: first token of each article, and at the end n.
        start, end: offsets in the article's own text.
        word, lemma, pos, tag, dep, ent: codes of lower-cased word, lemma and so on.
        head: token index of the head; a root is its own.
        depth, tin, size: place in the tree: x is above c if tin[x] <= tin[c] < tin[x] + size[x].
        left, right: first and last token of the subtree.
        sent_first, sent_last, block_first, block_last: limits of sentence and block of each token.
        sent: number of the sentence in the whole table.
        in_headline: whether the token stands in the headline.
        segment: 0 outside marks, else a number of the quoted segment, unique in the table.
        child_from, child_of: children of token i are child_of[child_from[i]:child_from[i + 1]].
    """

    def __init__(
        self,
        parses: Sequence[Parse],
        segments: Sequence[Sequence[Segment]],
        headlines: Sequence[bool],
        shape: Shape | None = None,
    ) -> None:
        """Lay out the tokens.

        Args:
            parses: the articles.
            segments: those of `find_segments` for each article's text.
            headlines: whether the first line of each article is its headline.
            shape: of their trees, if it is known.
        """
        shape = shape or Shape(parses)
        self.n, self.article, self.bounds = shape.n, shape.article, shape.bounds
        self.head, self.depth, self.tin, self.size = shape.head, shape.depth, shape.tin, shape.size
        self.left, self.right = shape.left, shape.right
        self.child_from, self.child_of = shape.child_from, shape.child_of
        self.start = _join(parses, "start")
        self.end = _join(parses, "end")
        self.word = LOWER_CODES.array(chain.from_iterable(p.words for p in parses))
        self.lemma = CODES.array(chain.from_iterable(p.lemma for p in parses))
        self.pos, self.tag, self.dep, self.ent = (
            label_codes([getattr(p, name) for p in parses]) for name in ("pos", "tag", "dep", "ent_type")
        )
        self.sent = _renumber(_join(parses, "sent"), self.article)
        self.segment = self._segments(segments)
        own_para = _join(parses, "para")
        para = _renumber(own_para, self.article)
        headed = np.array(headlines, dtype=bool)[self.article]
        self.in_headline: Bools = (own_para == 0) & headed
        self.sent_first, self.sent_last = _limits(self.sent)
        self.para_first, self.para_last = _limits(para)
        self.block = self._blocks(para)
        self.block_first, self.block_last = _limits(self.block)

    @cached_property
    def first_subject(self) -> Ints:
        """The first subject among the children of each token, n if none is one."""
        return self._first_child(*SUBJECTS)

    @cached_property
    def first_actor(self) -> Ints:
        """The same of subjects, agents (“told by her”) and owners (“her claim”)."""
        return np.minimum(self.first_subject, self._first_child("agent", "poss"))

    def _first_child(self, *relations: str) -> Ints:
        out = np.full(self.n, self.n, dtype=np.int64)
        kids = self.child_of[np.isin(self.dep[self.child_of], [CODES[name] for name in relations])]
        np.minimum.at(out, self.head[kids], kids)
        return out

    @cached_property
    def gaps(self) -> tuple[Ints, Ints]:
        """Tokens between each token and the next other segment on its left and right in its block; FARTHEST + 1 if none is near."""
        n, segment, far = self.n, self.segment, FARTHEST + 1
        own, is_marked = np.arange(n), segment > 0
        last = np.maximum.accumulate(np.where(is_marked, own, -1))
        first = np.maximum.accumulate(np.where(is_marked & (np.diff(segment, prepend=-1) != 0), own, -1))
        before = np.where(is_marked, first - 1, own)
        left = np.where(before >= 0, last[np.maximum(before, 0)], -1)
        following = np.minimum.accumulate(np.where(is_marked, own, n)[::-1])[::-1]
        end = np.where(is_marked & (np.diff(segment, append=-1) != 0), own, n)
        end = np.minimum.accumulate(end[::-1])[::-1]
        behind = np.where(is_marked, end + 1, own)
        right = np.where(behind < n, following[np.minimum(behind, max(0, n - 1))], n)
        left_ok = (left >= 0) & (left >= self.block_first)
        right_ok = (right < n) & (right <= self.block_last)
        return (
            np.where(left_ok, np.minimum(own - left - 1, far), far),
            np.where(right_ok, np.minimum(right - own - 1, far), far),
        )

    def _segments(self, segments: Sequence[Sequence[Segment]]) -> Ints:
        out = np.zeros(self.n, dtype=np.int64)
        number = 0
        for k, mine in enumerate(segments):
            low, high = int(self.bounds[k]), int(self.bounds[k + 1])
            if not mine:
                continue
            starts = np.array([s.start for s in mine])
            ends = np.array([s.end for s in mine])
            at = np.searchsorted(ends, self.start[low:high], side="right")
            inside = (at < len(mine)) & (starts[np.minimum(at, len(mine) - 1)] < self.end[low:high])
            out[low:high] = np.where(inside, at + number + 1, 0)
            number += len(mine)
        return out

    def _blocks(self, para: Ints) -> Ints:
        """Paragraphs, joined where a segment or its sentence goes on over the line end, or a colon leads into it."""
        if self.n == 0:
            return para
        edge = np.flatnonzero(np.diff(para) != 0)
        same_article = self.article[edge] == self.article[edge + 1]
        crossed = (self.segment[edge] > 0) & (self.segment[edge] == self.segment[edge + 1])
        led_in = (self.word[edge] == CODES[":"]) & (self.segment[edge + 1] > 0)
        before = self.word[np.maximum(edge - 1, 0)]
        led_in |= (self.segment[edge] > 0) & (before == CODES[","]) & (self.segment[edge + 1] == 0)
        breaks = np.zeros(self.n, dtype=np.int64)
        breaks[edge[~(same_article & (crossed | led_in))] + 1] = 1
        return np.cumsum(breaks)

    def beside(self, column: Ints, c: Ints, step: int) -> Ints:
        """The column's value `step` tokens from each c, 0 beyond the article: an article's reading is its own."""
        at = np.clip(c + step, 0, max(0, self.n - 1))
        same = (at == c + step) & (self.article[at] == self.article[c])
        return np.where(same, column[at], 0)

    def is_above(self, x: Ints, c: Ints) -> Bools:
        """Whether each x is c or governs it."""
        return (self.tin[x] <= self.tin[c]) & (self.tin[c] < self.tin[x] + self.size[x])


def _join(parses: Sequence[Parse], name: str) -> Ints:
    return np.fromiter(chain.from_iterable(getattr(p, name) for p in parses), dtype=np.int64)


def _renumber(keys: Ints, article: Ints) -> Ints:
    """Number runs of equal keys through the whole table."""
    if len(keys) == 0:
        return keys
    new = np.concatenate([[False], (np.diff(keys) != 0) | (np.diff(article) != 0)])
    return np.cumsum(new)


def _limits(runs: Ints) -> tuple[Ints, Ints]:
    """First and last index of each token's run."""
    if len(runs) == 0:
        return runs, runs
    starts = np.concatenate([[0], np.flatnonzero(np.diff(runs)) + 1])
    ends = np.concatenate([starts[1:], [len(runs)]]) - 1
    return starts[runs], ends[runs]
