"""Features of each token of a cue's window: is it content, is it the speaker?

Most are those of several rows: of a run of tokens that stand to the cue alike, of a token whatever the cue. Each is made
once for all of them.
"""

import numpy as np

from tasks.enrich.quotes.learned.content_rows import (
    AT,
    FAR_LEFT,
    Rows,
    Runs,
    read_rows,
    read_runs,
)
from tasks.enrich.quotes.learned.cue_features import BUCKETS, codes
from tasks.enrich.quotes.learned.grouped import Feature, Features
from tasks.enrich.quotes.learned.hashing import Floats, Ints, code, mix
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import Windows

KIDS = ("ccomp", "xcomp", "dobj", "nsubj", "nsubjpass", "agent", "oprd", "acomp", "attr")
WINDOW_ENDS, SENTENCE_ENDS, GOES_ON = range(3)  # what is between a token and the one beside it
# Classes of distances, the last for all beyond.
DISTANCE = np.searchsorted(BUCKETS, np.arange(BUCKETS[-1] + 2))


def content_features(
    table: TokenTable, cues: Ints, windows: Windows, cue_probability: Floats
) -> list[Feature]:
    """Return the features of the windows' rows.

    Args:
        table: the tokens.
        cues: token index of each cue.
        windows: their windows.
        cue_probability: probability of being a cue for every token of the table (0 where it is no candidate).
    """
    out = Features()
    rows = read_rows(table, cues, windows, cue_probability)
    runs = read_runs(windows, rows)
    _of_runs(out, table, cues, w=windows, rows=rows, runs=runs)
    _of_rows(out, table, windows, rows, runs)
    _of_tokens(out, table, windows, rows)
    _of_marks(out, table, windows, rows)
    _of_places(out, table, cues, windows, rows)
    return out.in_order()


def _of_runs(out: Features, table: TokenTable, cues: Ints, *, w: Windows, rows: Rows, runs: Runs) -> None:
    """What the cue is, where the run hangs, whose marks it stands in."""
    at, r = runs.first, runs.shape
    k, side, quoted, between = w.cue[at], rows.side[at], rows.quoted[at], rows.between[at]
    out.add(200, runs.of, r)
    out.add(201, runs.of, r, table.lemma[cues][k])
    out.add(202, runs.of, r, mix(901, table.pos[cues], table.dep[cues])[k])
    out.add(203, runs.of, r, quoted)
    out.add(204, runs.of, r, table.beside(table.word, cues, 1)[k])
    out.add(205, runs.of, r, _kids(table)[cues][k])
    out.add(206, runs.of, quoted, side, between)
    out.add(207, runs.of, w.place[at], between, rows.near[at])
    out.add(212, runs.of, quoted)
    has = w.branch[at] >= 0
    b, s = np.maximum(w.branch[at], 0), np.maximum(w.second[at], 0)
    deeper = s != b
    out.add(220, runs.of, r, table.word[table.left[b]], where=has)
    out.add(221, runs.of, r, table.tag[b], where=has)
    out.add(222, runs.of, r, table.dep[s], s < b, deeper, where=has)
    out.add(224, runs.of, r, np.where(table.ent[b] != code(""), table.ent[b], table.pos[b]), where=has)
    out.add(225, runs.of, r, table.dep[s], table.word[table.left[s]], where=has & deeper)
    out.add(251, runs.of, table.lemma[cues][k], where=side == AT)


def _of_rows(out: Features, table: TokenTable, w: Windows, rows: Rows, runs: Runs) -> None:
    """How word and tag go with the place, where a branch begins and ends."""
    t, r = w.token, runs.shape[runs.of]
    branch = w.branch[runs.first]
    out.add(209, None, table.word[t], rows.side)
    out.add(213, None, r, table.tag[t])
    out.add(
        223,
        None,
        w.place,
        t == table.left[branch][runs.of],
        t == table.right[branch][runs.of],
        where=w.branch >= 0,
    )
    before, behind = np.append(w.place[:1], w.place[:-1]), np.append(w.place[1:], w.place[-1:])
    joined = w.branch[1:] == w.branch[:-1]
    out.add(230, None, r, before, np.append(False, joined), where=~rows.opens)
    out.add(240, None, r, behind, np.append(joined, False), where=~rows.closes)


def _of_tokens(out: Features, table: TokenTable, w: Windows, rows: Rows) -> None:
    """What a token and those beside it are; the ends of windows by themselves."""
    n = table.n
    own = np.flatnonzero(rows.opens | rows.closes)
    of = w.token.copy()
    of[own] = n + np.arange(len(own))
    t = np.append(np.arange(n), w.token[own])
    out.add(210, of, table.word[t])
    out.add(211, of, mix(903, table.pos, table.dep)[t])
    for step, salt, ends in ((-1, 231, rows.opens), (1, 241, rows.closes)):
        u = np.clip(t + step, 0, n - 1)
        within = np.append(np.ones(n, dtype=bool), ~ends[own])
        out.add(salt, of, table.word[u], where=within)
        out.add(salt + 1, of, table.pos[u], table.pos[t], where=within)


def _of_marks(out: Features, table: TokenTable, w: Windows, rows: Rows) -> None:
    """The sign or the part of speech beside a token, and whether both stand between the same marks."""
    plain, kind = np.unique(np.where(_is_word(table), table.pos, table.word), return_inverse=True)
    n = len(plain)
    quoted, same, word = np.indices((FAR_LEFT + 1, 2, n)).reshape(3, -1)
    for step, salt, ends in ((-1, 233, rows.opens), (1, 243, rows.closes)):
        u = np.clip(np.arange(table.n) + step, 0, table.n - 1)
        beside = (table.segment[u] == table.segment) * n + kind[u]
        of = rows.quoted * (2 * n) + beside[w.token]
        of[ends] = len(word)  # nothing stands beside it
        has = np.append(np.ones(len(word), dtype=bool), False)
        out.add(salt, of, np.append(quoted, 0), np.append(same, 0), plain[np.append(word, 0)], where=has)


def _of_places(out: Features, table: TokenTable, cues: Ints, w: Windows, rows: Rows) -> None:
    """How far from the cue, at the end of what, and whether it is a likely cue itself."""
    every = np.arange(table.n)
    before, behind = (
        np.where(table.sent[np.clip(every + step, 0, table.n - 1)] != table.sent, SENTENCE_ENDS, GOES_ON)
        for step in (-1, 1)
    )
    own = ((before * 3 + behind) * 2 + rows.rival)[w.token]
    own[rows.opens] %= 6  # WINDOW_ENDS
    own[rows.closes] -= own[rows.closes] % 6 - own[rows.closes] % 2
    far = DISTANCE.take(np.abs(w.token - cues[w.cue]), mode="clip")
    sizes = (FAR_LEFT + 1, 3, len(BUCKETS) + 1, 3, 3, 2)
    quoted, side, distance, before, behind, rivals = np.indices(sizes).reshape(6, -1)
    of = ((rows.quoted * 3 + rows.side) * sizes[2] + far) * 18 + own
    out.add(208, of, side, distance)
    for salt, beside in ((234, before), (244, behind)):
        out.add(salt, of, quoted, side, beside != WINDOW_ENDS, where=beside != GOES_ON)
    out.add(250, of, np.ones(len(side), dtype=np.int64), where=(rivals > 0) & (side != AT))


def _kids(table: TokenTable) -> Ints:
    """Code of the set of telling relations among each token's children."""
    out = np.zeros(table.n, dtype=np.int64)
    kid = table.child_of
    for bit, name in enumerate(KIDS):
        mine = kid[table.dep[kid] == code(name)]
        out[table.head[mine]] |= 1 << bit
    return out


def _is_word(table: TokenTable) -> np.ndarray:
    """Tokens that are words rather than signs, by part of speech."""
    return ~np.isin(table.pos, codes("PUNCT", "SYM", "SPACE", "X"))
