"""What the content model takes for content and speaker of each cue, and the numbers by which that is judged."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.columns import rows_of
from tasks.enrich.quotes.learned.crf import (
    BEGIN,
    END,
    INNER,
    OUT,
    SPEAKER,
    Tagged,
    content_chances,
    is_content,
)
from tasks.enrich.quotes.learned.cue_features import codes
from tasks.enrich.quotes.learned.edits import Edits, no_edits, read_edits
from tasks.enrich.quotes.learned.hashing import Bools, Floats, Ints, code
from tasks.enrich.quotes.learned.likely import with_clause_content, with_likely_content
from tasks.enrich.quotes.learned.ranges import sums
from tasks.enrich.quotes.learned.runs import RunColumns, run_columns
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import Windows

LEAST_SPEAKER = 0.15  # marginal from which a single token is taken for the speaker where none was tagged

LEAST_VOICE = 0.03  # marginal from which tokens in a row are a candidate for the speaker
NEAR = 8  # extractions before one that are asked whether they hold its cue
SURE_OF_SPEAKER = 7  # column of the judge's numbers: how sure the tagger is of the speaker


@dataclass(frozen=True, slots=True)
class Marked:
    """Tokens in a row that may be the speaker of an extraction, in the order of extraction and text.

    Attributes:
        owner: number of the extraction.
        first, last: its tokens.
        mass: how sure the tagger is of it.
    """

    owner: Ints
    first: Ints
    last: Ints
    mass: Floats


@dataclass(slots=True)
class Extractions:
    """One entry a cue that has content; runs of tokens in the order of the text.

    Attributes:
        cue: token of the cue.
        runs: content as (first, last) tokens.
        numbers: the features of the judge, one row an extraction.
        marked: what the tagger takes for speakers.
        edits: other extents that the tagger finds likely.
    """

    cue: Ints
    runs: list[list[tuple[int, int]]]
    numbers: Floats
    marked: Marked
    edits: Edits


def read_extractions(
    table: TokenTable, cues: Ints, windows: Windows, tagged: Tagged, *, probability: Floats, rate: Floats
) -> Extractions:
    """Turn tags into extractions.

    Args:
        table: the tokens.
        cues: the cues that the windows belong to.
        windows: the windows.
        tagged: their tags.
        probability: of each token being a cue.
        rate: how often each token's lemma is a cue, by the training set.
    """
    m = tagged.marginals
    labels = with_likely_content(tagged.labels, m, windows, probability[cues])
    labels = with_clause_content(labels, windows, table, cues, probability[cues])
    owner, low, high = _runs(is_content(labels), labels, windows.cue, windows.first)
    if len(owner) == 0:
        return nothing_extracted()
    kept, at = np.unique(owner, return_index=True)
    until = np.append(at[1:], len(owner)) - 1
    inside = content_chances(m)
    size = np.add.reduceat(high - low + 1, at)
    spoken = _speakers(labels, m, windows)
    first, last = low[at], high[until]
    sure = spoken.sure[kept]
    own = np.column_stack(
        [
            np.add.reduceat(sums(inside, low, high), at) / size,
            np.minimum.reduceat(_over(np.minimum, inside, low, high), at),
            np.maximum(m[first, BEGIN], m[first, INNER]),
            m[last, END],
            np.log(tagged.probability[kept] + 1e-9),
            size,
            until - at + 1,
            sure,
            spoken.first[kept] >= 0,
            spoken.is_tagged[kept],
        ]
    ).astype(np.float32)
    token = windows.token
    runs: list[list[tuple[int, int]]] = [[] for _ in range(len(cues))]
    for cue, x, y in zip(owner.tolist(), token[low].tolist(), token[high].tolist(), strict=True):
        runs[cue].append((x, y))
    chosen = cues[kept]
    kept_runs = [runs[k] for k in kept.tolist()]
    numbers = _numbers(
        table,
        chosen,
        runs=kept_runs,
        speakers=(_tokens(token, spoken.first[kept]), _tokens(token, spoken.last[kept])),
        own=own,
        probability=probability,
        rate=rate,
    )
    number = np.full(len(cues), -1)
    number[kept] = np.arange(len(kept))
    edits = read_edits(windows, tagged, (owner, low, high), number)
    return Extractions(chosen, kept_runs, numbers, _marked(m[:, SPEAKER], windows, number), edits)


def nothing_extracted() -> Extractions:
    """No extraction at all."""
    none = np.zeros(0, dtype=np.int64)
    numbers = np.zeros((0, 1), dtype=np.float32)
    return Extractions(none, [], numbers, Marked(none, none, none, numbers[:, 0]), no_edits())


def join_marked(parts: Sequence[Marked], sizes: Sequence[int]) -> Marked:
    """Those of several readings as one; `sizes`: how many extractions each reading has."""
    offsets = np.cumsum([0, *sizes[:-1]])
    return Marked(
        np.concatenate([p.owner + at for p, at in zip(parts, offsets, strict=True)]),
        np.concatenate([p.first for p in parts]),
        np.concatenate([p.last for p in parts]),
        np.concatenate([p.mass for p in parts]),
    )


def _marked(mass: Floats, windows: Windows, number: Ints) -> Marked:
    """The rows that may be speakers, of windows with an extraction; `number`: of each window's, -1 if it has none."""
    window, low, high = _runs(mass > LEAST_VOICE, None, windows.cue, windows.first)
    owner, highest = number[window], _over(np.maximum, mass, low, high)
    has = owner >= 0
    return Marked(owner[has], windows.token[low[has]], windows.token[high[has]], highest[has])


@dataclass(slots=True)
class _Speakers:
    """By cue: first and last row of the speaker (-1: none), how sure the tagger is, whether it tagged them."""

    first: Ints
    last: Ints
    sure: Floats
    is_tagged: Bools


def _speakers(labels: Ints, m: Floats, windows: Windows) -> _Speakers:
    """The first run tagged as the speaker, else the likeliest row outside of the content if it is likely enough."""
    n = len(windows.first) - 1
    free = np.where(labels == OUT, m[:, SPEAKER], np.float32(-1))
    sure = np.maximum(np.maximum.reduceat(free, windows.first[:-1]), 0)
    first = np.full(n, -1)
    likely = np.flatnonzero((free == sure[windows.cue]) & (free > LEAST_SPEAKER))
    who, at = np.unique(windows.cue[likely], return_index=True)
    first[who] = likely[at]
    last = first.copy()
    owner, x, y = _runs(labels == SPEAKER, None, windows.cue, windows.first)
    who, at = np.unique(owner, return_index=True)
    is_tagged = np.zeros(n, dtype=bool)
    is_tagged[who] = True
    first[who], last[who] = x[at], y[at]
    sure[who] = _over(np.maximum, m[:, SPEAKER], x, y)[at]
    return _Speakers(first, last, sure, is_tagged)


def _over(what: np.ufunc, values: Floats, low: Ints, high: Ints) -> Floats:
    """Minimum or maximum of the values from each `low` to its `high`; the ranges are in order and do not overlap."""
    if len(low) == 0:
        return np.zeros(0, dtype=np.float32)
    bounds = np.column_stack([low, high + 1]).ravel()
    out: Floats = what.reduceat(np.append(values, values[-1:]), bounds)[::2]
    return out


def _tokens(token: Ints, rows: Ints) -> Ints:
    """Tokens of rows, -1 for row -1."""
    return np.where(rows >= 0, token[rows], -1)


def _runs(mask: Bools, labels: Ints | None, cue: Ints, first: Ints) -> tuple[Ints, Ints, Ints]:
    """Cue, first and last row of the runs of rows under the mask; one also ends where the next begins by its labels."""
    n = len(mask)
    if n == 0:
        return (np.zeros(0, dtype=np.int64),) * 3
    starts_cue = np.zeros(n, dtype=bool)
    starts_cue[first[:-1]] = True
    before = np.concatenate([[False], mask[:-1]])
    opens = mask & (~before | starts_cue)
    if labels is not None:
        previous = np.concatenate([[OUT], labels[:-1]])
        opens |= mask & (labels == BEGIN) & (previous == END)
    at = np.flatnonzero(opens)
    ends_cue = np.concatenate([starts_cue[1:], [True]])
    behind = np.concatenate([mask[1:], [False]])
    opens_next = np.concatenate([opens[1:], [False]])
    to = np.flatnonzero(mask & (~behind | ends_cue | opens_next))
    return cue[at], at, to


def _numbers(
    table: TokenTable,
    cues: Ints,
    *,
    runs: Sequence[Sequence[tuple[int, int]]],
    speakers: tuple[Ints, Ints],
    own: Floats,
    probability: Floats,
    rate: Floats,
) -> Floats:
    """The judge's features: the tagger's certainty, rivals for the same words, the cue and its surroundings."""
    if len(cues) == 0:
        return np.zeros((0, own.shape[1] + 58), dtype=np.float32)
    held = run_columns(runs)
    rivals = _rivals(table, cues, runs, held, probability[cues] * own[:, 0])
    first, last = held.first, held.last
    marked = np.concatenate([[0], np.cumsum(table.segment > 0)])
    n_marked = np.bincount(held.owner, marked[held.high + 1] - marked[held.low])
    size = np.maximum(1, own[:, 5])
    spk, spk_last = speakers
    has = spk >= 0
    at = np.maximum(spk, 0)
    gap = np.where(first > cues, first - cues, np.where(cues > last, cues - last, 0))
    p = probability[cues]
    columns: list[np.ndarray] = [
        *own.T,
        p,
        rate[cues],
        *rivals.T,
        n_marked / size,
        table.segment[cues] > 0,
        table.segment[first] > 0,
        first > cues,
        gap,
        table.in_headline[cues],
        table.sent[first] != table.sent[cues],
        table.sent[last] != table.sent[cues],
        table.word[first] == code("that"),
        table.word[first] == code("to"),
        table.pos[first] == code("NOUN"),
        table.word[cues] == code(":"),
        np.where(has, np.isin(table.ent[at], codes("PERSON", "ORG", "NORP", "GPE")), -1),
        np.where(has, table.pos[at] == code("PRON"), -1),
        np.where(has, spk_last - spk, -1),
        np.where(has, np.isin(table.word[at], codes("he", "she", "who")), -1),
        np.where(has, np.isin(table.word[at], codes("it", "this", "that", "which", "i", "you", "we")), -1),
        np.where(has, np.abs(cues - spk), -1),
        np.where(has, spk > cues, -1),
        cues - table.sent_first[cues],
        table.sent_last[cues] - cues,
        table.left[first] == first,
        table.right[last] == last,
        table.depth[cues],
        table.size[cues],
    ]
    columns += [table.pos[cues] == code(x) for x in ("VERB", "NOUN", "ADP", "AUX", "ADJ")]
    columns += [
        table.dep[cues] == code(x) for x in ("ROOT", "ccomp", "relcl", "conj", "advcl", "acl", "xcomp")
    ]
    columns += [table.tag[cues] == code(x) for x in ("VBD", "VBG", "VB", "VBN", "VBZ", "VBP")]
    kid = table.child_of
    for names in (("ccomp",), ("xcomp",), ("dobj",), ("neg",), ("nsubj", "nsubjpass")):
        flag = np.zeros(table.n, dtype=bool)
        flag[table.head[kid[np.isin(table.dep[kid], codes(*names))]]] = True
        columns.append(flag[cues])
    modal = np.zeros(table.n, dtype=bool)
    modal[table.head[kid[table.tag[kid] == code("MD")]]] = True
    columns.append(modal[cues])
    return rows_of(columns)


def _rivals(
    table: TokenTable,
    cues: Ints,
    runs: Sequence[Sequence[tuple[int, int]]],
    held: RunColumns,
    weight: Floats,
) -> Floats:
    """For each extraction: the strongest rival for its words, how much they share, who holds or is held by whom.

    `held` has the same runs; `weight` is how much each extraction counts as a rival.
    """
    out = np.zeros((len(cues), 6), dtype=np.float32)
    size = [sum(b - a + 1 for a, b in r) for r in runs]
    article = table.article[cues].tolist()
    order = sorted(range(len(cues)), key=lambda k: (article[k], runs[k][0][0]))
    for i, k in enumerate(order):
        high = runs[k][-1][1]
        for at in range(i + 1, len(order)):
            j = order[at]
            if article[j] != article[k] or runs[j][0][0] > high:
                break
            common = sum(max(0, min(b, d) - max(a, c) + 1) for a, b in runs[k] for c, d in runs[j])
            for x, y in ((k, j), (j, k)):
                if common:
                    out[x, 0] += 1
                    if weight[y] > out[x, 1]:
                        out[x, 1] = weight[y]
                        out[x, 2] = common / (size[x] + size[y] - common)
                        out[x, 3] = common / size[x]
    places = np.array(order)
    for step in range(1, NEAR + 1):
        for outer, inner in ((places[:-step], places[step:]), (places[step:], places[:-step])):
            holds = held.holds(outer, cues[inner])
            a, b = outer[holds], inner[holds]
            np.maximum.at(out[:, 4], b, weight[a])
            np.maximum.at(out[:, 5], a, weight[b])
    return out
