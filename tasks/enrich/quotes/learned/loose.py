"""Quoted segments that no extraction holds, decided by the learned models: joined, a quotation of their own, or left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tasks.enrich.quotes.around import Around, unheld
from tasks.enrich.quotes.learned.hashing import Doubles, Floats
from tasks.enrich.quotes.learned.loose_features import loose_numbers
from tasks.enrich.quotes.learned.speaker_features import speaker_candidates, speaker_numbers
from tasks.enrich.quotes.leftover import is_whole_paragraph
from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.refusals import is_so_called
from tasks.enrich.quotes.subjects import RELATIVE, cue_words, noun_phrase
from tasks.enrich.quotes.tree import Tree

SENTENCE = re.compile(r"\w\W*[.!?]+(?=\s|$)")
NOTHING, ALONE, JOINED, PART = range(
    4
)  # the classes of the model; PART: words of a longer quotation not found
JOIN = 0.4
WEAK_CUE, WITHOUT_CUE = (
    0.7,
    0.45,
)  # speakers and contents right among such, on held-out halves of the training set
# A segment is a quotation of its own from this sum of the probabilities of ALONE, JOINED and PART, so weighted; with .5
# of (1, 1, .5) direct quotations have an F of 93.3 on articles not seen, so 94.0, and 96.6 of 100 marked words are found.
SPEECH = 0.45
AS_JOINED, AS_PART = 0.5, 0.25
PARAGRAPH = 0.5  # probability of being speech from which a whole paragraph between marks is one


@dataclass(frozen=True, slots=True)
class Weak:
    """The best extraction that holds a segment and was not kept: judged probability, cue, speaker's head, how sure."""

    score: float
    cue: int
    head: int | None
    sure: float


@dataclass(slots=True)
class Loose:
    """The unheld segments of one article with their features, and candidates for their speakers."""

    tree: Tree
    found: list[Found]
    probability: Floats
    weak: Sequence[Weak | None]
    segments: list[int] = field(default_factory=list)
    numbers: list[list[float]] = field(default_factory=list)


def read_loose(tree: Tree, found: list[Found], probability: Floats, weak: Sequence[Weak | None]) -> Loose:
    """Collect the features of an article's unheld segments.

    Args:
        tree: the article.
        found: its quotations, in order.
        probability: of each of its tokens being a cue.
        weak: for each segment the best extraction that holds half of it.
    """
    out = Loose(tree, found, probability, weak)
    numbers = unheld(tree, found)
    if not numbers:
        return out
    around = Around(found)
    letters = sum(s.end - s.start for s in tree.segments)
    share = letters / max(1, len(tree.text))
    for number in numbers:
        out.segments.append(number)
        out.numbers.append(
            loose_numbers(
                tree,
                number,
                around,
                probability=probability,
                weak=mine.score if (mine := weak[number]) else 0.0,
                share=share,
            )
        )
    return out


def settle(loose: Loose, classes: Doubles) -> list[tuple[int, Found | None]]:
    """Join what goes on with the quotation before; return the segments that are quotations of their own.

    Each comes with the quotation before it. `classes`: probabilities of the four classes for each segment.
    """
    alone: list[tuple[int, Found | None]] = []
    around = Around(loose.found)
    for number, p in zip(loose.segments, classes, strict=True):
        segment = loose.tree.segments[number]
        before = around.before(segment.start)
        goes_on = before is not None and (
            _is_reopening(loose.tree, before, number)
            or (p[JOINED] >= JOIN and _may_join(loose.tree, before, number))
        )
        if before is not None and goes_on:
            before.spans.append((segment.start, segment.end))
        elif _is_speech(loose.tree, number, p) and not _is_term(loose.tree, number):
            alone.append((number, before))
    return alone


def _is_speech(tree: Tree, number: int, p: Floats) -> bool:
    """Whether the segment is likely a quotation of its own; a paragraph of its own rather than a part."""
    if p[ALONE] + AS_JOINED * p[JOINED] + AS_PART * p[PART] >= SPEECH:
        return True
    return bool(1 - p[NOTHING] >= PARAGRAPH and is_whole_paragraph(tree, number))


def _is_reopening(tree: Tree, before: Found, number: int) -> bool:
    """Whether the segment opens a paragraph while the last segment of the quotation before was left open."""
    segment = tree.segments[number]
    return segment.is_reopened and number > 0 and before.spans[-1][1] >= tree.segments[number - 1].inner_end


def _is_term(tree: Tree, number: int) -> bool:
    """Whether “so-called” stands before the segment."""
    first = tree.segment_tokens[number][0]
    return first > 1 and is_so_called(tree, first - 1)


def _may_join(tree: Tree, before: Found, number: int) -> bool:
    """Whether no sentence but the cue's own stands between: “X,” she said. “Y”."""
    gap = tree.text[before.spans[-1][1] : tree.segments[number].start]
    return len(SENTENCE.findall(gap.strip())) <= 1


def make_alone(loose: Loose, number: int, head: int | None, cue: int | None, confidence: float) -> Found:
    """A quotation without a sure cue, spoken by the one whose head token is given."""
    tree = loose.tree
    segment = tree.segments[number]
    speaker = tree.span(*noun_phrase(tree, head)) if head is not None else None
    weak = loose.weak[number]
    if cue is None and weak and weak.head == head and not tree.segment_of[weak.cue]:
        cue = weak.cue
    words = tree.span(*cue_words(tree, cue)) if cue is not None else None
    rule = "weak cue" if cue is not None else "without cue"
    found = Found([(segment.start, segment.end)], words, speaker, head, cue, confidence, rule)
    found.speaker_score = WEAK_CUE if cue is not None else WITHOUT_CUE
    return found


def candidates(loose: Loose, number: int, before: Found | None) -> tuple[list[int], list[list[float]]]:
    """Tokens that may name the speaker of a segment, and their features."""
    tree = loose.tree
    first, last = tree.segment_tokens[number]
    weak = loose.weak[number]
    heads = speaker_candidates(tree, first, last, before)
    if weak and weak.head is not None and weak.head not in heads and _may_speak(tree, weak.head, last):
        heads.append(weak.head)
    rows = [
        [
            *speaker_numbers(tree, h, first, last, before=before, probability=loose.probability),
            float(weak is not None and weak.head == h),
            weak.score if weak and weak.head == h else -1.0,
            weak.sure if weak and weak.head == h else -1.0,
        ]
        for h in heads
    ]
    return heads, rows


def _may_speak(tree: Tree, head: int, last: int) -> bool:
    """Whether the word names somebody and does not stand in a paragraph behind the segment that ends at `last`."""
    return tree.words[head].lower() not in RELATIVE and tree.para[head] <= tree.para[last]


def best_head(heads: Sequence[int], ranks: Doubles) -> int | None:
    """The likeliest candidate."""
    return heads[int(np.argmax(ranks))] if len(heads) else None
