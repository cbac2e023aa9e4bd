"""From judged extractions to quotations: best first, no word in two, edges at the marks.

Tokens are kept as the bits of an integer; see tasks/enrich/quotes/bits.py.
"""

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heapify, heappop, heappush

import numpy as np

from tasks.enrich.quotes.bits import bits_of, bits_of_runs, has, runs_of
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
    taken = 0
    out = []
    likely = {k: score for k in members if (score := float(scores[k])) >= least}
    queue = [(-score, k) for k, score in likely.items()]
    heapify(queue)
    cut: set[int] = set()
    while queue:
        _, k = heappop(queue)
        runs = [(a - base, b - base) for a, b in found.runs[k]]
        inside = bits_of_runs(runs)
        if (inside & taken).bit_count() > OVERLAP * inside.bit_count():
            left = bits_of_runs(run for run in runs if _is_free(tree, run, taken))
            if left and k not in cut:  # others may be surer of what is left
                cut.add(k)
                worth = likely[k] * left.bit_count() / inside.bit_count()
                if worth >= least:
                    heappush(queue, (-worth, k))
                continue
            inside = left
        if not inside:
            continue
        cue = int(found.cue[k]) - base
        is_marked = bool(inside & tree.marked)
        if is_so_called(tree, cue) or (is_refusal(tree, cue) and not is_marked):
            continue
        free = without_strays(tree, snap(tree, inside, cue) & ~taken, cue) if is_marked else inside & ~taken
        if is_marked:
            free = without_cue(tree, free, cue)
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


def _is_free(tree: Tree, run: tuple[int, int], taken: int) -> bool:
    """Whether a run of words is nobody else's, and more than a few words or between marks."""
    mine = bits_of(*run)
    return not taken & mine and (mine.bit_count() > STRAY or bool(mine & tree.marked))


def _spoken(
    tree: Tree, base: int, voice: Voice | None, *, cue: int, content: int
) -> tuple[int, int, int] | None:
    """First and last token and head of the speaker, or None where nobody is likely enough."""
    if voice is not None and has(content, voice.head - base):
        voice = voice.outside
    if voice is None or voice.sure < LEAST_SURE or has(content, voice.head - base):
        return None
    head = voice.head - base
    first, last = max(voice.first - base, tree.left[head]), voice.last - base
    named = _name_behind_marks(tree, cue, content) if tree.pos[head] == "NOUN" else None
    if named is not None:
        head = named
    if not voice.is_tagged or named is not None:
        first, last = noun_phrase(tree, head, cue)
        while last > head and has(content, last):
            last -= 1
    return first, last, head


def _name_behind_marks(tree: Tree, cue: int, content: int) -> int | None:
    """A person's name right behind the quotation: “...,” Smith, a lawyer, said."""
    at = (content & bits_of(0, cue - 1)).bit_length()  # behind the last before the cue
    if at == 0 or cue - at >= REACH or content & ~tree.marked:
        return None
    while at < cue and tree.ents[at] == "PERSON" and tree.ents[at + 1] == "PERSON":
        at += 1
    return at if at < cue and tree.ents[at] == "PERSON" else None


def snap(tree: Tree, inside: int, cue: int) -> int:
    """Take in the whole of each segment that is mostly content, marks included."""
    out = inside
    least = SNAP_DIRECT if _is_mostly_marked(tree, inside) else SNAP_MIXED
    for number in {number for a, b in runs_of(inside) for number in tree.segment_of[a : b + 1]} - {0}:
        first, last = tree.segment_tokens[number - 1]
        segment = bits_of(first, last)
        if (inside & segment).bit_count() >= least * (last - first + 1) and not first <= cue <= last:
            out |= segment
    return out


def _is_mostly_marked(tree: Tree, tokens: int) -> bool:
    """Whether most of the tokens stand in quoted segments."""
    return (tokens & tree.marked).bit_count() >= MOSTLY * tokens.bit_count()


def without_strays(tree: Tree, tokens: int, cue: int) -> int:
    """Leave out what cannot belong to a quotation that has its words between marks.

    That is a short run apart from it, and the clause behind the cue of “X,” he said ... whose marks end in a comma.
    """
    runs = runs_of(tokens)
    if len(runs) < 2:
        return tokens
    marked = [r for r in runs if any(tree.segment_of[r[0] : r[1] + 1])]
    if not marked or len(marked) == len(runs):
        return tokens
    out = tokens
    longest = max(b - a + 1 for a, b in marked)
    closed = [r for r in marked if r[1] < cue and r[1] - r[0] >= CLOSED and tree.segment_of[r[0]]]
    for a, b in runs:
        if (a, b) in marked:
            continue
        if (b - a + 1 <= STRAY and longest > b - a + 1) or (closed and a > cue):
            out &= ~bits_of(a, b)
    return out


def without_cue(tree: Tree, tokens: int, cue: int) -> int:
    """Leave out the words between marks and marks that hold the cue itself: “X,” ⟨said Brown.⟩ “Y”."""
    if not has(tokens, cue) or tree.segment_of[cue] or not _is_mostly_marked(tree, tokens):
        return tokens
    return tokens & ~bits_of(*_unmarked_around(tree, cue, *_run_of(tokens, cue)))


def _run_of(tokens: int, token: int) -> tuple[int, int]:
    """Return the first and last of the tokens in a row that one of them stands among."""
    return next((a, b) for a, b in runs_of(tokens) if a <= token <= b)


def _unmarked_around(tree: Tree, token: int, first: int, last: int) -> tuple[int, int]:
    """Return the first and last token of the words without marks around one of them, no farther than a run's ends."""
    low = high = token
    while low > first and not tree.segment_of[low - 1]:
        low -= 1
    while high < last and not tree.segment_of[high + 1]:
        high += 1
    return low, high


def without_speaker(tree: Tree, tokens: int, head: int, cue: int) -> int:
    """Leave out words without marks that name the speaker: X, ⟨the mayor⟩ said, Y; “X,” ⟨Brown⟩, a lawyer, said."""
    if not has(tokens, head) or tree.segment_of[head]:
        return tokens
    a, b = _run_of(tokens, head)
    low, high = _unmarked_around(tree, head, a, b)
    is_apart = (low, high) == (a, b) and bool(tokens & ~bits_of(a, b))
    is_behind = a < low and high == b < cue and tree.left[head] == low and _is_mostly_marked(tree, tokens)
    if high - low >= NAME or not (is_apart or is_behind):
        return tokens
    return tokens & ~bits_of(low, high)


def to_spans(tree: Tree, tokens: int) -> list[Span]:
    """Tokens as character ranges, one a run."""
    return [tree.span(a, b) for a, b in runs_of(tokens)]
