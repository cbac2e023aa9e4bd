"""Who speaks a quotation with a cue: a few candidates each, and the numbers by which boosted trees rank them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.claims import claim_numbers
from tasks.enrich.quotes.learned.cue_features import codes, subjects
from tasks.enrich.quotes.learned.extraction import SURE_OF_SPEAKER, Extractions, Run
from tasks.enrich.quotes.learned.hashing import Bools, Column, Floats, Ints, code
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.nouns import ANONYMOUS, BODY, DOCUMENT, GROUP, OFFICIAL, ROLE

NOMINAL = ("NOUN", "PROPN", "PRON")
SUBJECTS = ("nsubj", "nsubjpass")
ASIDE = ("npadvmod", "advmod", "punct", "mark", "cc")
FAR = 400  # tokens; a candidate farther from the cue is none
RIVAL = 0.5  # probability from which another word counts as a cue between
DEPS = ("nsubj", "nsubjpass", "pobj", "poss", "dobj", "appos", "conj", "compound", "ROOT", "dative")
CUE_POS = ("VERB", "NOUN", "ADP", "ADJ", "AUX")
NAMES = ("PERSON", "ORG", "GPE", "NORP")
PEOPLE_NOUNS = codes(*sorted(ANONYMOUS | GROUP | ROLE | OFFICIAL | BODY | DOCUMENT))


@dataclass(slots=True)
class Candidates:
    """Possible speakers, extraction by extraction.

    Attributes:
        owner: the extraction of each candidate.
        first, last: its tokens; only its head's where the tagger did not mark them.
        head: the token that governs the others.
        is_tagged: whether the tokens are the tagger's.
        is_inside: whether the head stands within what it may be saying, or between marks.
        numbers: the features, one row a candidate.
    """

    owner: Ints
    first: Ints
    last: Ints
    head: Ints
    is_tagged: Bools
    is_inside: Bools
    numbers: Floats


def candidates(
    table: TokenTable, found: Extractions, *, asked: Ints, probability: Floats, scores: Floats
) -> Candidates:
    """Collect the candidates of the extractions asked for.

    Args:
        table: the tokens.
        found: the extractions.
        asked: numbers of those asked for, in order.
        probability: of each token being a cue.
        scores: judged probability of each extraction.
    """
    near = _Near(table, found)
    head_of = table.head.tolist()
    is_aside = np.isin(table.dep, codes(*ASIDE)).tolist()
    rows: list[tuple[int, int, int, int, float]] = []
    tagged = [[_headed(head_of, is_aside, run) for run in voices] for voices in found.voices]
    for k in asked.tolist():
        mine = list(tagged[k])
        for token in sorted(near.tokens(k)):  # a set's order depends on what comes before in the batch
            if not any(a <= token <= b for a, b, _, _ in mine):
                mine.append((token, token, token, 0.0))
        rows += [(k, *candidate) for candidate in mine]
    laid = np.array(rows, dtype=np.float64).reshape(-1, 5)
    owner, first, last, head = laid[:, :4].astype(np.int64).T
    mass = laid[:, 4].astype(np.float32)
    numbers = _numbers(
        table,
        found,
        owner=owner,
        span=(first, last),
        t=head,
        mass=mass,
        probability=probability,
        scores=scores,
        claims=claim_numbers(table, found, tagged, owner=owner, token=head, mass=mass, scores=scores),
    )
    is_inside = _is_held(owner, head, found.runs) | (table.segment[head] > 0)
    return Candidates(owner, first, last, head, mass > 0, is_inside, numbers)


@dataclass(frozen=True, slots=True)
class Voice:
    """The likeliest speaker of an extraction.

    Attributes:
        first, last, head: its tokens.
        is_tagged: whether the tokens are the tagger's.
        sure: how likely it is right.
        outside: where this one stands within the content, the likeliest that does not.
    """

    first: int
    last: int
    head: int
    is_tagged: bool
    sure: float
    outside: "Voice | None" = None


def shares(ranks: Floats, owner: Ints) -> Floats:
    """Ranks as probabilities that sum up to 1 among the candidates of each extraction; `owner` is in order."""
    if len(owner) == 0:
        return ranks
    first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    number = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(owner))))
    weight = np.exp(ranks - np.maximum.reduceat(ranks, first)[number])
    return np.asarray(weight / np.add.reduceat(weight, first)[number])


def best_voices(them: Candidates, ranks: Floats, n: int) -> list[Voice | None]:
    """Return the likeliest candidate of each of the `n` extractions, None where it has none."""
    out: list[Voice | None] = [None] * n
    chances = shares(ranks, them.owner)
    likeliest = _first_of_each(np.lexsort((-chances, them.owner)), them.owner)
    lost = them.owner[likeliest[them.is_inside[likeliest]]]
    free = np.flatnonzero(~them.is_inside & np.isin(them.owner, lost))
    others = free[_first_of_each(np.lexsort((-chances[free], them.owner[free])), them.owner[free])]
    outside = {int(them.owner[at]): _voice(them, at, chances, None) for at in others.tolist()}
    for at in likeliest.tolist():
        number = int(them.owner[at])
        out[number] = _voice(them, at, chances, outside.get(number))
    return out


def _voice(them: Candidates, at: int, chances: Floats, outside: Voice | None) -> Voice:
    return Voice(
        int(them.first[at]),
        int(them.last[at]),
        int(them.head[at]),
        bool(them.is_tagged[at]),
        float(chances[at]),
        outside,
    )


def _first_of_each(order: Ints, owner: Ints) -> Ints:
    """Of rows in an order by owner, the first of each owner."""
    mine = owner[order]
    return order[np.append(True, mine[1:] != mine[:-1])] if len(order) else order


def _headed(head_of: Sequence[int], is_aside: Sequence[bool], run: Run) -> tuple[int, int, int, float]:
    """First and last token of the run, its head (not “last month” of “last month the Journal”), its mass."""
    first, last, mass = run
    if first == last:
        return first, last, first, mass
    tops = [i for i in range(first, last + 1) if not first <= head_of[i] <= last or head_of[i] == i]
    return first, last, next((i for i in tops if not is_aside[i]), tops[0] if tops else last), mass


class _Near:
    """Words near cues and contents that may name a speaker: subjects and names outside of marks."""

    def __init__(self, table: TokenTable, found: Extractions) -> None:
        cues = found.cue
        own = np.arange(table.n)
        free = (table.segment == 0) & np.isin(table.pos, codes(*NOMINAL))
        acting = free & np.isin(table.dep, codes(*SUBJECTS))
        named = free & (table.ent == code("PERSON")) & (table.dep != code("compound"))
        low = np.array([r[0][0] for r in found.runs], dtype=np.int64)
        high = np.array([r[-1][1] for r in found.runs], dtype=np.int64)
        places = [subjects(table, cues)[0]]
        for mask in (acting, named):
            before, behind = _nearest(own, mask)
            places += [before[cues], before[low], behind[cues], behind[high]]
        tokens = np.stack(places, axis=1) if table.n else np.zeros((0, 9), dtype=np.int64)
        known = np.clip(tokens, 0, max(0, table.n - 1))
        here = (known == tokens) & (np.abs(tokens - cues[:, None]) < FAR)
        here &= table.article[known] == table.article[cues][:, None]
        self._tokens = np.where(here, tokens, -1).tolist()

    def tokens(self, k: int) -> set[int]:
        """The candidates near the cue of extraction `k` and near its content."""
        return set(self._tokens[k]) - {-1}


def _nearest(own: Ints, mask: Bools) -> tuple[Ints, Ints]:
    """The last token under the mask before each token (-1: none), the next behind it (n: none)."""
    n = len(own)
    last = np.maximum.accumulate(np.where(mask, own, -1))
    following = np.minimum.accumulate(np.where(mask, own, n)[::-1])[::-1]
    return np.concatenate([[-1], last[:-1]]), np.concatenate([following[1:], [n]])


def _numbers(
    table: TokenTable,
    found: Extractions,
    *,
    owner: Ints,
    span: tuple[Ints, Ints],
    t: Ints,
    mass: Floats,
    probability: Floats,
    scores: Floats,
    claims: Sequence[Column],
) -> Floats:
    """The features: how the tagger sees it, how it stands to cue and content, what it is, what the cue is."""
    if len(t) == 0:
        return np.zeros((0, 1), dtype=np.float32)
    runs = found.runs
    low = np.array([r[0][0] for r in runs], dtype=np.int64)[owner]
    high = np.array([r[-1][1] for r in runs], dtype=np.int64)[owner]
    cue = found.cue[owner]
    subject, hops = subjects(table, cue)
    verb = table.head[t]
    count = np.bincount(owner, minlength=len(scores))
    strongest = np.zeros(len(scores), dtype=np.float32)
    np.maximum.at(strongest, owner, mass)
    likely = np.concatenate([[0], np.cumsum(probability > RIVAL)])
    marked = np.concatenate([[0], np.cumsum(table.segment > 0)])
    sentences = table.sent[t] - table.sent[cue]
    a, b = np.minimum(t, cue), np.maximum(t, cue)
    gap = np.where(t < low, low - t, np.where(t > high, t - high, 0))
    behind = np.minimum(span[1] + 1, table.bounds[table.article[cue] + 1] - 1)
    word, ent = table.word[t], table.ent[t]
    columns: list[np.ndarray] = [
        mass, mass >= strongest[owner], mass - strongest[owner], span[1] - span[0],
        t == subject, np.where(t == subject, hops, -1), subject >= 0,
        t - cue, np.abs(t - cue), sentences, table.para_first[t] == table.para_first[cue], gap,
        t < low, t > high, (t >= low) & (t <= high), (low > cue).astype(int) - (high < cue),
        verb == cue, probability[verb], table.head[verb] == cue, table.is_above(cue, t), table.is_above(t, cue),
        table.depth[t] - table.depth[cue],
        likely[b] - likely[np.minimum(a + 1, b)], marked[b] - marked[a],
        table.segment[t] > 0, (table.segment[t] > 0) & (table.segment[t] == table.segment[cue]),
        table.in_headline[t],
        np.isin(table.lemma[t], PEOPLE_NOUNS),
        np.isin(word, codes("he", "she")), np.isin(word, codes("they", "we")), np.isin(word, codes("i", "you")),
        np.isin(word, codes("it", "this", "that", "which")), word == code("who"),
        table.tag[t] == code("PRP$"), np.isin(table.tag[t], codes("NNS", "NNPS")),
        table.pos[verb] == code("VERB"), table.dep[verb] == code("ROOT"),
        np.isin(table.dep[verb], codes("ccomp", "relcl", "advcl", "acl")), table.dep[verb] == code("agent"),
        table.word[behind] == code(","), table.word[behind] == code(":"), np.minimum(np.abs(span[1] - cue), np.abs(span[0] - cue)),
        np.abs(t - verb), t < verb, table.left[t] == t, table.size[t], t - table.sent_first[t],
        count[owner], strongest[owner], scores[owner], probability[cue],
        (marked[high + 1] - marked[low]) / (high + 1 - low), high - low, table.tag[cue] == code("VBG"),
        table.tag[cue] == code("VBN"), table.word[cue] == code(":"), table.dep[cue] == code("conj"),
        found.numbers[owner, SURE_OF_SPEAKER],
    ]  # fmt: skip
    to_cue = np.abs(t - cue)
    columns += [
        to_cue - _least(to_cue, owner), gap - _least(gap, owner), _place(to_cue, owner), _place(gap, owner),
        _place(-mass, owner), _is_held(owner, t, runs), span[1] + 1 == cue,
        np.minimum(np.abs(span[1] + 1 - cue), np.abs(span[0] - 1 - cue)),
    ]  # fmt: skip
    columns += claims
    columns += [table.dep[t] == code(d) for d in DEPS]
    columns += [table.pos[t] == code(p) for p in NOMINAL]
    columns += [ent == code(e) for e in NAMES]
    columns += [table.pos[cue] == code(p) for p in CUE_POS]
    return np.column_stack([np.asarray(x, dtype=np.float32) for x in columns])


def _least(values: Column, owner: Ints) -> Column:
    """The least value among the candidates of each one's extraction."""
    first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    return np.repeat(np.minimum.reduceat(values, first), np.diff(np.append(first, len(owner))))


def _place(values: Column, owner: Ints) -> Column:
    """How many candidates of each one's extraction come before it in the order of the values."""
    order = np.lexsort((values, owner))
    first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    out = np.empty(len(values), dtype=np.int64)
    out[order] = np.arange(len(values)) - np.repeat(first, np.diff(np.append(first, len(owner))))
    return out


def _is_held(owner: Ints, token: Ints, runs: Sequence[Sequence[tuple[int, int]]]) -> Column:
    """Whether each candidate stands within what it may be saying."""
    held_by = np.repeat(np.arange(len(runs)), [len(r) for r in runs])
    first, last = np.array([run for r in runs for run in r], dtype=np.int64).reshape(-1, 2).T
    width = 1 + max(np.max(last, initial=0), np.max(token, initial=0))
    at = np.searchsorted(held_by * width + first, owner * width + token, side="right") - 1
    return np.asarray((at >= 0) & (held_by[at] == owner) & (token <= last[at]))
