"""Quotations that one article prints as one, such as “A,” she said. “B.” with nothing else between.

Where B has no cue of its own it goes on from A, unless another article of the story has both A and B and gives B a
cue of its own (“A,” she said, then added, “B”): then these were two things said.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.resolve.quotation import Quotation
from tasks.resolve.shingles import contains
from tasks.resolve.speakers import same_speaker

REACH = 80  # characters between the two: a name with its title and a cue


def _follows(a: Quotation, b: Quotation) -> bool:
    """Whether B stands right behind A in one paragraph and has no cue of its own."""
    if a.is_fragment or b.is_fragment or a.paragraph != b.paragraph or not 0 <= b.place - a.end <= REACH:
        return False
    return b.cue_start in (None, a.cue_start) and (b.speaker_name is None or same_speaker(a, b))


def running_on(ordered: Sequence[Quotation]) -> Iterator[tuple[Quotation, Quotation]]:
    """Yield neighbours that are one quotation, in the order of articles and places."""
    by_article: dict[str, list[Quotation]] = defaultdict(list)
    by_story: dict[str, set[str]] = defaultdict(set)
    for quotation in ordered:
        by_article[quotation.article_id].append(quotation)
        if quotation.story_id:
            by_story[quotation.story_id].add(quotation.article_id)
    for article in sorted(by_article):
        inside = sorted((q for q in by_article[article] if q.place >= 0), key=lambda q: (q.place, q.quote_id))
        for a, b in pairwise(inside):
            if not _follows(a, b):
                continue
            others = by_story.get(a.story_id or "", set()) - {article}
            if not any(_told_apart(a, b, by_article[other]) for other in others):
                yield a, b


def _told_apart(a: Quotation, b: Quotation, others: Sequence[Quotation]) -> bool:
    """Whether another article has both, and gives the second a cue of its own."""
    firsts = [q for q in others if contains(q.keys, a.keys) or contains(a.keys, q.keys)]
    seconds = [q for q in others if contains(q.keys, b.keys) or contains(b.keys, q.keys)]
    return any(
        x.quote_id != y.quote_id and y.cue_start is not None and y.cue_start != x.cue_start
        for x in firsts
        for y in seconds
    )
