"""Who speaks a quotation with a cue: a few candidates each, and the numbers by which boosted trees rank them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tasks.enrich.quotes.learned.claims import claim_numbers
from tasks.enrich.quotes.learned.columns import rows_of
from tasks.enrich.quotes.learned.cue_features import codes, subjects
from tasks.enrich.quotes.learned.extraction import SURE_OF_SPEAKER, Extractions, Marked
from tasks.enrich.quotes.learned.hashing import Bools, Column, Doubles, Floats, Ints, code
from tasks.enrich.quotes.learned.runs import RunColumns, holds, run_columns, tokens_of
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
    table: TokenTable, found: Extractions, *, asked: Ints, probability: Floats, scores: Doubles
) -> Candidates:
    """Collect the candidates of the extractions asked for.

    Args:
        table: the tokens.
        found: the extractions.
        asked: numbers of those asked for, in order.
        probability: of each token being a cue.
        scores: judged probability of each extraction.
    """
    marked = found.marked
    heads = _heads(table, marked)
    is_asked = np.zeros(len(found.cue), dtype=bool)
    is_asked[asked] = True
    mine = np.flatnonzero(is_asked[marked.owner])
    runs = run_columns(found.runs)
    near, token = _near(table, found.cue, runs, asked)
    free = ~holds((marked.owner, marked.first, marked.last), near, token)
    near, token = near[free], token[free]
    owner = np.concatenate([marked.owner[mine], near])
    order = np.argsort(owner, kind="stable")  # what the tagger marked comes before what stands near
    owner = owner[order]
    first, last, head = (
        np.concatenate([column[mine], token])[order] for column in (marked.first, marked.last, heads)
    )
    mass = np.concatenate([marked.mass[mine], np.zeros(len(token), dtype=np.float32)])[order]
    numbers = _numbers(
        table,
        found,
        runs,
        owner=owner,
        span=(first, last),
        t=head,
        mass=mass,
        probability=probability,
        scores=scores,
        claims=claim_numbers(table, found, heads, owner=owner, token=head, mass=mass, scores=scores),
    )
    is_inside = runs.holds(owner, head) | (table.segment[head] > 0)
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


def shares(ranks: Doubles, owner: Ints) -> Doubles:
    """Ranks as probabilities that sum up to 1 among the candidates of each extraction; `owner` is in order."""
    if len(owner) == 0:
        return ranks
    first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    number = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(owner))))
    weight = np.exp(ranks - np.maximum.reduceat(ranks, first)[number])
    return np.asarray(weight / np.add.reduceat(weight, first)[number])


def best_voices(them: Candidates, ranks: Doubles, n: int) -> list[Voice | None]:
    """Return the likeliest candidate of each of the `n` extractions, None where it has none."""
    out: list[Voice | None] = [None] * n
    chances = shares(ranks, them.owner)
    likeliest = _first_of_each(np.lexsort((-chances, them.owner)), them.owner)
    lost = them.owner[likeliest[them.is_inside[likeliest]]]
    free = np.flatnonzero(~them.is_inside & np.isin(them.owner, lost))
    others = free[_first_of_each(np.lexsort((-chances[free], them.owner[free])), them.owner[free])]
    outside = dict(_voices(them, others, chances))
    for number, voice in _voices(them, likeliest, chances):
        out[number] = replace(voice, outside=outside[number]) if number in outside else voice
    return out


def _voices(them: Candidates, at: Ints, chances: Doubles) -> Iterator[tuple[int, Voice]]:
    """Yield the extraction and the speaker of each of some candidates."""
    columns = (them.first, them.last, them.head, them.is_tagged, chances)
    for number, *voice in zip(*(column[at].tolist() for column in (them.owner, *columns)), strict=True):
        yield number, Voice(*voice)


def _first_of_each(order: Ints, owner: Ints) -> Ints:
    """Of rows in an order by owner, the first of each owner."""
    mine = owner[order]
    return order[np.append(True, mine[1:] != mine[:-1])] if len(order) else order


def _heads(table: TokenTable, marked: Marked) -> Ints:
    """The head of each run: its first word that hangs outside, not “last month” of “last month the Journal” if it can."""
    token = tokens_of(marked.first, marked.last)
    size = marked.last - marked.first + 1
    first, last = np.repeat(marked.first, size), np.repeat(marked.last, size)
    head = table.head[token]
    is_top = (head < first) | (head > last) | (head == token)
    begins = np.cumsum(size) - size
    tops, best = (
        np.minimum.reduceat(np.where(mask, token, table.n), begins)
        for mask in (is_top, is_top & ~np.isin(table.dep[token], codes(*ASIDE)))
    )
    return np.where(best < table.n, best, np.where(tops < table.n, tops, marked.last))


def _near(table: TokenTable, cues: Ints, runs: RunColumns, asked: Ints) -> tuple[Ints, Ints]:
    """Words that may name the speakers of the extractions asked for: subjects and names outside of marks.

    They stand near the cue or the content. Returned are extraction and token of each, in this order.
    """
    cues = cues[asked]
    own = np.arange(table.n)
    free = (table.segment == 0) & np.isin(table.pos, codes(*NOMINAL))
    acting = free & np.isin(table.dep, codes(*SUBJECTS))
    named = free & (table.ent == code("PERSON")) & (table.dep != code("compound"))
    low, high = runs.first[asked], runs.last[asked]
    places = [subjects(table, cues)[0]]
    for mask in (acting, named):
        before, behind = _nearest(own, mask)
        places += [before[cues], before[low], behind[cues], behind[high]]
    tokens = np.sort(np.stack(places, axis=1), axis=1)
    known = np.clip(tokens, 0, max(0, table.n - 1))
    is_near = (known == tokens) & (np.abs(tokens - cues[:, None]) < FAR)
    is_near &= table.article[known] == table.article[cues][:, None]
    is_near[:, 1:] &= tokens[:, 1:] != tokens[:, :-1]
    which, at = np.nonzero(is_near)
    return asked[which], tokens[which, at]


def _nearest(own: Ints, mask: Bools) -> tuple[Ints, Ints]:
    """The last token under the mask before each token (-1: none), the next behind it (n: none)."""
    n = len(own)
    last = np.maximum.accumulate(np.where(mask, own, -1))
    following = np.minimum.accumulate(np.where(mask, own, n)[::-1])[::-1]
    return np.concatenate([[-1], last[:-1]]), np.concatenate([following[1:], [n]])


def _numbers(
    table: TokenTable,
    found: Extractions,
    runs: RunColumns,
    *,
    owner: Ints,
    span: tuple[Ints, Ints],
    t: Ints,
    mass: Floats,
    probability: Floats,
    scores: Doubles,
    claims: Sequence[Column],
) -> Floats:
    """The features: how the tagger sees it, how it stands to cue and content, what it is, what the cue is."""
    if len(t) == 0:
        return np.zeros((0, 1), dtype=np.float32)
    low, high = runs.first[owner], runs.last[owner]
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
        _place(-mass, owner), runs.holds(owner, t), span[1] + 1 == cue,
        np.minimum(np.abs(span[1] + 1 - cue), np.abs(span[0] - 1 - cue)),
    ]  # fmt: skip
    columns += claims
    columns += [table.dep[t] == code(d) for d in DEPS]
    columns += [table.pos[t] == code(p) for p in NOMINAL]
    columns += [ent == code(e) for e in NAMES]
    columns += [table.pos[cue] == code(p) for p in CUE_POS]
    return rows_of(columns)


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
