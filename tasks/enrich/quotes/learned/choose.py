"""From judged extractions to quotations: best first, no word in two, edges at the marks."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from tasks.enrich.quotes.learned.extraction import Extractions
from tasks.enrich.quotes.learned.speaker_rank import Voice
from tasks.enrich.quotes.records import Found, Span
from tasks.enrich.quotes.refusals import is_refusal, is_so_called
from tasks.enrich.quotes.subjects import cue_words, noun_phrase
from tasks.enrich.quotes.tree import Tree

KEEP = 0.36  # judged probability from which an extraction is kept; best F of all kinds in cross-validation
# The same for contents without marks, once the marked ones are settled: .15 of F dearer in cross-validation, where .36 took
# in four of 100 more that are no speech in news of another kind.
KEEP_UNMARKED = 0.4
OVERLAP = 0.25  # share of an extraction's words that better ones may hold; beyond it only runs are kept that they leave alone
SNAP_MIXED = 0.5  # share of a segment's words in the content from which all of it is
SNAP_DIRECT = 0.08  # the same where the content is mostly between marks
MOSTLY = 0.75
LEAST_SURE = 0.1  # probability below which nobody is named
NO_SPEAKER = 0.35  # contents right that name nobody
STRAY = 4  # tokens of a run apart from the marked words that is no part of the quotation
REACH = 25  # tokens between marks and cue over which a name is the speaker
NAME = 12  # tokens of the longest run that is taken for the speaker's name
CLOSED = 4  # tokens from which what stands before the cue between marks is a sentence of its own


def choose(
    tree: Tree,
    base: int,
    found: Extractions,
    members: Sequence[int],
    *,
    scores: np.ndarray,
    voices: Sequence[Voice | None],
    least: float = KEEP,
) -> list[Found]:
    """Return the quotations of one article.

    Args:
        tree: the article.
        base: index of its first token in the table.
        found: the extractions of the batch.
        members: which of them are this article's.
        scores: judged probability of each extraction of the batch.
        voices: the likeliest speaker of each extraction of the batch.
        least: the probability from which one is kept.
    """
    taken: set[int] = set()
    out = []
    likely = {k: score for k in members if (score := float(scores[k])) >= least}
    for k in sorted(likely, key=lambda k: -likely[k]):
        runs = [(a - base, b - base) for a, b in found.runs[k]]
        inside = set().union(*(range(a, b + 1) for a, b in runs))
        if len(inside & taken) > OVERLAP * len(inside):
            runs = [run for run in runs if _is_free(tree, run, taken)]
            inside = set().union(*(range(a, b + 1) for a, b in runs))
        if not runs:
            continue
        cue = int(found.cue[k]) - base
        is_marked = any(any(tree.segment_of[a : b + 1]) for a, b in runs)
        if is_so_called(tree, cue) or (is_refusal(tree, cue) and not is_marked):
            continue
        free = without_strays(tree, snap(tree, inside, cue) - taken, cue) if is_marked else inside - taken
        if is_marked and (voice := voices[k]) is not None:
            free = without_speaker(tree, free, voice.head - base, cue)
        if not free:
            continue
        taken |= free
        spoken = _spoken(tree, base, voices[k], cue=cue, content=free)
        out.append(
            Found(
                spans=to_spans(tree, free),
                cue=tree.span(*cue_words(tree, cue)),
                speaker=tree.span(*spoken[:2]) if spoken else None,
                speaker_head=spoken[2] if spoken else None,
                cue_head=cue,
                score=likely[k],
                rule="learned",
                speaker_score=voice.sure if spoken and (voice := voices[k]) else NO_SPEAKER,
            )
        )
    return sorted(out, key=lambda f: f.spans[0])


def is_worth_keeping(tree: Tree, found: Found) -> bool:
    """Whether a quotation without marks is sure enough, and more than a pronoun (“which”, “it”)."""
    if found.rule != "learned":
        return True
    first, last = bisect_left(tree.start, found.spans[0][0]), bisect_left(tree.start, found.spans[-1][1]) - 1
    if any(tree.segment_of[first : last + 1]):
        return True
    return found.score >= KEEP_UNMARKED and (last > first or tree.pos[first] not in ("PRON", "DET", "INTJ"))


def _is_free(tree: Tree, run: tuple[int, int], taken: set[int]) -> bool:
    """Whether a run of words is nobody else's, and more than a few words or between marks."""
    mine = range(run[0], run[1] + 1)
    return taken.isdisjoint(mine) and (len(mine) > STRAY or any(tree.segment_of[run[0] : run[1] + 1]))


def _spoken(
    tree: Tree, base: int, voice: Voice | None, *, cue: int, content: set[int]
) -> tuple[int, int, int] | None:
    """First and last token and head of the speaker, or None where nobody is likely enough."""
    if voice is not None and voice.head - base in content:
        voice = voice.outside
    if voice is None or voice.sure < LEAST_SURE or voice.head - base in content:
        return None
    head = voice.head - base
    first, last = max(voice.first - base, tree.left[head]), voice.last - base
    named = _name_behind_marks(tree, cue, content) if tree.pos[head] == "NOUN" else None
    if named is not None:
        head = named
    if not voice.is_tagged or named is not None:
        first, last = noun_phrase(tree, head, cue)
        while last > head and last in content:
            last -= 1
    return first, last, head


def _name_behind_marks(tree: Tree, cue: int, content: set[int]) -> int | None:
    """A person's name right behind the quotation: “...,” Smith, a lawyer, said."""
    before = [i for i in content if i < cue]
    if not before or cue - max(before) > REACH or not all(tree.segment_of[i] for i in content):
        return None
    at = max(before) + 1
    while at < cue and tree.ents[at] == "PERSON" and tree.ents[at + 1] == "PERSON":
        at += 1
    return at if at < cue and tree.ents[at] == "PERSON" else None


def snap(tree: Tree, inside: set[int], cue: int) -> set[int]:
    """Take in the whole of each segment that is mostly content, marks included."""
    out = set(inside)
    held_by = [number for i in inside if (number := tree.segment_of[i])]
    least = SNAP_DIRECT if len(held_by) >= MOSTLY * len(inside) else SNAP_MIXED
    for number in set(held_by):
        first, last = tree.segment_tokens[number - 1]
        held = len(inside.intersection(range(first, last + 1)))
        if held >= least * (last - first + 1) and not first <= cue <= last:
            out.update(range(first, last + 1))
    return out


def without_strays(tree: Tree, tokens: set[int], cue: int) -> set[int]:
    """Leave out what cannot belong to a quotation that has its words between marks.

    That is a short run apart from it, and the clause behind the cue of “X,” he said ... whose marks end in a comma.
    """
    runs = _runs(tokens)
    if len(runs) < 2:
        return tokens
    marked = [r for r in runs if any(tree.segment_of[r[0] : r[1] + 1])]
    if not marked or len(marked) == len(runs):
        return tokens
    out = set(tokens)
    longest = max(b - a + 1 for a, b in marked)
    closed = [r for r in marked if r[1] < cue and r[1] - r[0] >= CLOSED and tree.segment_of[r[0]]]
    for a, b in runs:
        if (a, b) in marked:
            continue
        if (b - a + 1 <= STRAY and longest > b - a + 1) or (closed and a > cue):
            out.difference_update(range(a, b + 1))
    return out


def without_speaker(tree: Tree, tokens: set[int], head: int, cue: int) -> set[int]:
    """Leave out words without marks that name the speaker: X, ⟨the mayor⟩ said, Y; “X,” ⟨Brown⟩, a lawyer, said."""
    if head not in tokens or tree.segment_of[head]:
        return tokens
    runs = _runs(tokens)
    a, b = next((a, b) for a, b in runs if a <= head <= b)
    low = high = head
    while low > a and not tree.segment_of[low - 1]:
        low -= 1
    while high < b and not tree.segment_of[high + 1]:
        high += 1
    is_apart = (low, high) == (a, b) and len(runs) > 1
    said = sum(1 for i in tokens if tree.segment_of[i])
    is_behind = a < low and high == b < cue and tree.left[head] == low and said >= MOSTLY * len(tokens)
    if high - low >= NAME or not (is_apart or is_behind):
        return tokens
    return tokens - set(range(low, high + 1))


def _runs(tokens: set[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    first = last = -2
    for i in sorted(tokens):
        if i != last + 1:
            if first >= 0:
                out.append((first, last))
            first = i
        last = i
    if first >= 0:
        out.append((first, last))
    return out


def to_spans(tree: Tree, tokens: set[int]) -> list[Span]:
    """Tokens as character ranges, one a run."""
    return [tree.span(a, b) for a, b in _runs(tokens)]
