"""From judged extractions to quotations: best first, no word in two, edges at the marks."""

from collections.abc import Sequence

import numpy as np

from tasks.enrich.quotes.learned.extraction import Extractions
from tasks.enrich.quotes.records import Found, Span
from tasks.enrich.quotes.subjects import cue_words, speaker_head
from tasks.enrich.quotes.tree import Tree

KEEP = 0.36  # judged probability from which an extraction is kept; best F of all kinds in cross-validation
OVERLAP = 0.25  # share of an extraction's words that a better one may hold
SNAP_MIXED = 0.5  # share of a segment's words in the content from which all of it is
SNAP_DIRECT = 0.08  # the same where the content is mostly between marks
MOSTLY = 0.75


def choose(
    tree: Tree,
    base: int,
    found: Extractions,
    members: Sequence[int],
    *,
    scores: np.ndarray,
    least: float = KEEP,
) -> list[Found]:
    """Return the quotations of one article.

    Args:
        tree: the article.
        base: index of its first token in the table.
        found: the extractions of the batch.
        members: which of them are this article's.
        scores: judged probability of each extraction of the batch.
        least: the probability from which one is kept.
    """
    taken: set[int] = set()
    out = []
    for k in sorted(members, key=lambda k: -scores[k]):
        if scores[k] < least:
            break
        runs = [(a - base, b - base) for a, b in found.runs[k]]
        inside = {x for a, b in runs for x in range(a, b + 1)}
        if len(inside & taken) > OVERLAP * len(inside):
            continue
        cue = int(found.cue[k]) - base
        free = snap(tree, inside, cue) - taken
        if not free:
            continue
        taken |= free
        speaker = found.speaker[k]
        spoken = (speaker[0] - base, speaker[1] - base) if speaker else None
        out.append(
            Found(
                spans=to_spans(tree, free),
                cue=tree.span(*cue_words(tree, cue)),
                speaker=tree.span(*spoken) if spoken else None,
                speaker_head=speaker_head(tree, *spoken) if spoken else None,
                cue_head=cue,
                score=float(scores[k]),
                rule="learned",
            )
        )
    return sorted(out, key=lambda f: f.spans[0])


def snap(tree: Tree, inside: set[int], cue: int) -> set[int]:
    """Take in the whole of each segment that is mostly content, marks included."""
    out = set(inside)
    marked = sum(tree.segment_of[i] > 0 for i in inside)
    least = SNAP_DIRECT if marked >= MOSTLY * len(inside) else SNAP_MIXED
    for number in {tree.segment_of[i] for i in inside} - {0}:
        first, last = tree.segment_tokens[number - 1]
        held = sum(i in inside for i in range(first, last + 1))
        if held >= least * (last - first + 1) and not first <= cue <= last:
            out.update(range(first, last + 1))
    return out


def to_spans(tree: Tree, tokens: set[int]) -> list[Span]:
    """Tokens as character ranges, one a run."""
    out: list[Span] = []
    start = previous = None
    for i in sorted(tokens):
        if start is None or previous is None or i != previous + 1:
            if start is not None and previous is not None:
                out.append(tree.span(start, previous))
            start = i
        previous = i
    if start is not None and previous is not None:
        out.append(tree.span(start, previous))
    return out
