"""What the content model takes for content and speaker of each cue, and the numbers by which that is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from tasks.enrich.quotes.learned.crf import BEGIN, END, INNER, OUT, SPEAKER, Tagged
from tasks.enrich.quotes.learned.cue_features import codes
from tasks.enrich.quotes.learned.hashing import Floats, Ints, code
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import Windows

LEAST_SPEAKER = 0.15  # marginal from which a single token is taken for the speaker where none was tagged

LEAST_VOICE = 0.03  # marginal from which tokens in a row are a candidate for the speaker
SURE_OF_SPEAKER = 7  # column of the judge's numbers: how sure the tagger is of the speaker

Run: TypeAlias = tuple[int, int, float]  # first and last token, highest marginal


@dataclass(slots=True)
class Extractions:
    """One entry a cue that has content; runs of tokens in the order of the text.

    Attributes:
        cue: token of the cue.
        runs: content as (first, last) tokens.
        numbers: the features of the judge, one row an extraction.
        voices: tokens in a row that may be the speaker, with how sure the tagger is of it.
    """

    cue: Ints
    runs: list[list[tuple[int, int]]]
    numbers: Floats
    voices: list[list[Run]]


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
    labels, m = tagged.labels, tagged.marginals
    is_content = (labels == BEGIN) | (labels == INNER) | (labels == END)
    runs = _runs(is_content, labels, windows.cue, windows.first)
    said = _runs(labels == SPEAKER, None, windows.cue, windows.first)
    heard: list[list[tuple[int, int]]] = [[] for _ in range(len(cues))]
    for cue, a, b in _runs(m[:, SPEAKER] > LEAST_VOICE, None, windows.cue, windows.first):
        heard[cue].append((a, b))
    per_cue: list[list[tuple[int, int]]] = [[] for _ in range(len(cues))]
    for cue, a, b in runs:
        per_cue[cue].append((a, b))
    named: list[tuple[int, int] | None] = [None] * len(cues)
    for cue, a, b in reversed(said):
        named[cue] = (a, b)
    inside = 1 - m[:, OUT] - m[:, SPEAKER]
    total = np.concatenate([[0], np.cumsum(inside, dtype=np.float64)])
    free = np.where(labels == OUT, m[:, SPEAKER], -1)
    kept, out_runs, speakers, rows, voices = [], [], [], [], []
    token = windows.token.tolist()
    firsts = windows.first.tolist()
    for k, spans in enumerate(per_cue):
        if not spans:
            continue
        size = sum(b - a + 1 for a, b in spans)
        mean = sum(total[b + 1] - total[a] for a, b in spans) / size
        least = min(inside[a : b + 1].min() for a, b in spans)
        speaker = tagged_speaker = named[k]
        if speaker is not None:
            sure = float(m[speaker[0] : speaker[1] + 1, SPEAKER].max())
        else:
            at = firsts[k] + int(np.argmax(free[firsts[k] : firsts[k + 1]]))
            sure = float(m[at, SPEAKER])
            if sure > LEAST_SPEAKER:
                speaker = (at, at)
        first, last = spans[0][0], spans[-1][1]
        kept.append(k)
        out_runs.append([(token[a], token[b]) for a, b in spans])
        voices.append([(token[a], token[b], float(m[a : b + 1, SPEAKER].max())) for a, b in heard[k]])
        speakers.append((token[speaker[0]], token[speaker[1]]) if speaker else None)
        rows.append(
            (
                mean,
                least,
                max(m[first, BEGIN], m[first, INNER]),
                m[last, END],
                np.log(tagged.probability[k] + 1e-9),
                size,
                len(spans),
                sure,
                speaker is not None,
                tagged_speaker is not None,
            )
        )
    chosen = cues[np.array(kept, dtype=np.int64)]
    own = np.array(rows, dtype=np.float32).reshape(len(kept), -1)
    numbers = _numbers(
        table, chosen, runs=out_runs, speakers=speakers, own=own, probability=probability, rate=rate
    )
    return Extractions(chosen, out_runs, numbers, voices)


def _runs(mask: np.ndarray, labels: Ints | None, cue: Ints, first: Ints) -> list[tuple[int, int, int]]:
    """Runs of rows under the mask within a cue's window; a run also ends where a new one begins by its labels."""
    n = len(mask)
    if n == 0:
        return []
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
    return list(zip(cue[at].tolist(), at.tolist(), to.tolist(), strict=True))


def _numbers(
    table: TokenTable,
    cues: Ints,
    *,
    runs: Sequence[Sequence[tuple[int, int]]],
    speakers: Sequence[tuple[int, int] | None],
    own: Floats,
    probability: Floats,
    rate: Floats,
) -> Floats:
    """The judge's features: the tagger's certainty, rivals for the same words, the cue and its surroundings."""
    if len(cues) == 0:
        return np.zeros((0, own.shape[1] + 58), dtype=np.float32)
    rivals = _rivals(table, cues, runs, probability, own[:, 0])
    first = np.array([r[0][0] for r in runs])
    last = np.array([r[-1][1] for r in runs])
    marked = np.concatenate([[0], np.cumsum(table.segment > 0)])
    n_marked = np.array([sum(marked[b + 1] - marked[a] for a, b in r) for r in runs])
    size = np.maximum(1, own[:, 5])
    spk = np.array([s[0] if s else -1 for s in speakers])
    spk_last = np.array([s[1] if s else -1 for s in speakers])
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
    return np.column_stack([np.asarray(x, dtype=np.float32) for x in columns])


def _rivals(
    table: TokenTable,
    cues: Ints,
    runs: Sequence[Sequence[tuple[int, int]]],
    probability: Floats,
    mean: Floats,
) -> Floats:
    """For each extraction: the strongest rival for its words, how much they share, who holds or is held by whom."""
    out = np.zeros((len(cues), 6), dtype=np.float32)
    weight = probability[cues] * mean
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
    lows, highs = [r[0][0] for r in runs], [r[-1][1] for r in runs]
    place = cues.tolist()
    for i, k in enumerate(order):
        for j in order[max(0, i - 8) : i]:
            if article[j] != article[k]:
                continue
            if lows[j] <= place[k] <= highs[j] and _holds(runs[j], place[k]):
                out[k, 4] = max(out[k, 4], weight[j])
                out[j, 5] = max(out[j, 5], weight[k])
            if lows[k] <= place[j] <= highs[k] and _holds(runs[k], place[j]):
                out[j, 4] = max(out[j, 4], weight[k])
                out[k, 5] = max(out[k, 5], weight[j])
    return out


def _holds(runs: Sequence[tuple[int, int]], token: int) -> bool:
    return any(a <= token <= b for a, b in runs)
