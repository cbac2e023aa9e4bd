"""Features of each token of a cue's window: is it content, is it the speaker?"""

import numpy as np

from tasks.enrich.quotes.learned.cue_features import BUCKETS, codes
from tasks.enrich.quotes.learned.hashing import Floats, Ints, Places, code, mix, place
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import Windows

KIDS = ("ccomp", "xcomp", "dobj", "nsubj", "nsubjpass", "agent", "oprd", "acomp", "attr")
RIVAL = 0.5  # probability from which another word counts as a cue between
EDGE = -3
NO_SEGMENT, OWN, RIGHT, LEFT, FAR_RIGHT, FAR_LEFT = range(6)


def content_features(table: TokenTable, cues: Ints, windows: Windows, cue_probability: Floats) -> Places:
    """Return places (rows, templates) of the hashed features, -1 where a template does not apply.

    Args:
        table: the tokens.
        cues: token index of each cue.
        windows: their windows.
        cue_probability: probability of being a cue for every token of the table (0 where it is no candidate).
    """
    w, t = windows, windows.token
    k = w.cue
    c = cues[k]
    n = table.n
    lemma, cue_shape = table.lemma[c], mix(901, table.pos, table.dep)[c]
    nxt = table.beside(table.word, cues, 1)[k]
    kids = _kids(table)[cues][k]
    side = np.sign(t - c) + 1
    r = mix(902, w.place, side)
    quoted = _quote_place(table, cues, w)
    rival = (cue_probability > RIVAL).astype(np.int64)
    between, near = _rivals(table, rival, c, t)
    word, pos_dep = table.word[t], mix(903, table.pos, table.dep)[t]
    out: list[Places] = []

    def add(salt: int, *parts: Ints | int) -> None:
        out.append(place(np.broadcast_to(mix(salt, *parts), t.shape)).astype(np.int32))

    def add_where(mask: np.ndarray, salt: int, *parts: Ints | int) -> None:
        add(salt, *parts)
        out[-1][~mask] = -1

    distance = np.searchsorted(BUCKETS, np.abs(t - c))
    add(200, r)
    add(201, r, lemma)
    add(202, r, cue_shape)
    add(203, r, quoted)
    add(204, r, nxt)
    add(205, r, kids)
    add(206, quoted, side, between)
    add(207, w.place, between, near)
    add(208, side, distance)
    add(209, word, side)
    add(210, word)
    add(211, pos_dep)
    add(212, quoted)
    add(213, r, table.tag[t])
    has = w.branch >= 0
    b, s = np.maximum(w.branch, 0), np.maximum(w.second, 0)
    deeper = (w.second != w.branch).astype(np.int64)
    add_where(has, 220, r, table.word[table.left[b]])
    add_where(has, 221, r, table.tag[b])
    add_where(has, 222, r, table.dep[s], (s < b).astype(np.int64), deeper)
    add_where(
        has, 223, w.place, (t == table.left[b]).astype(np.int64), (t == table.right[b]).astype(np.int64)
    )
    kind = np.where(table.ent[b] != code(""), table.ent[b], table.pos[b])
    add_where(has, 224, r, kind)
    add_where(has & (deeper > 0), 225, r, table.dep[s], table.word[table.left[s]])
    plain_word = np.where(_is_word(table), table.pos, table.word)
    for step, salt in ((-1, 230), (1, 240)):
        u = np.clip(t + step, 0, n - 1)
        row = np.clip(np.arange(len(t)) + step, 0, len(t) - 1)
        inside = (t + step >= 0) & (t + step < n) & (k[row] == k) & (np.arange(len(t)) + step >= 0)
        inside &= np.arange(len(t)) + step < len(t)
        add_where(inside, salt, r, w.place[row], (w.branch[row] == w.branch).astype(np.int64))
        add_where(inside, salt + 1, table.word[u])
        add_where(inside, salt + 2, table.pos[u], table.pos[t])
        same_segment = (table.segment[u] == table.segment[t]).astype(np.int64)
        add_where(inside, salt + 3, quoted, same_segment, plain_word[u])
        new_sentence = table.sent[u] != table.sent[t]
        add_where(~inside | new_sentence, salt + 4, quoted, side, inside.astype(np.int64))
    add_where((rival[t] > 0) & (t != c), 250, 1)
    add_where(t == c, 251, lemma)
    return np.stack(out).T  # template by template in memory, as they are read


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


def _quote_place(table: TokenTable, cues: Ints, w: Windows) -> Ints:
    """Which quoted segment a token is in as the cue sees it: its own, the next on the right or left, a farther one."""
    n = table.n
    own = np.arange(n)
    segment = table.segment
    seg = segment[w.token]
    mine = segment[cues][w.cue]
    marked = np.where(segment > 0, own, n)
    nxt = np.minimum.accumulate(marked[::-1])[::-1]
    last = np.maximum.accumulate(np.where(segment > 0, own, -1))
    run_end = np.where((segment > 0) & (np.diff(segment, append=-1) != 0), own, n)
    run_end = np.minimum.accumulate(run_end[::-1])[::-1]
    run_start = np.maximum.accumulate(np.where((segment > 0) & (np.diff(segment, prepend=-1) != 0), own, -1))
    inside = segment[cues] > 0
    after = np.where(inside, np.minimum(run_end[cues] + 1, n), cues)
    before = np.where(inside, run_start[cues] - 1, cues)
    right_token = np.where(after < n, nxt[np.minimum(after, n - 1)], n)
    left_token = np.where(before >= 0, last[np.maximum(before, 0)], -1)
    right = np.where(right_token < n, segment[np.minimum(right_token, n - 1)], -1)[w.cue]
    left = np.where(left_token >= 0, segment[np.maximum(left_token, 0)], -1)[w.cue]
    is_right = w.token > cues[w.cue]
    out = np.where(is_right, FAR_RIGHT, FAR_LEFT)
    out = np.where(seg == left, LEFT, out)
    out = np.where(seg == right, RIGHT, out)
    out = np.where(seg == mine, OWN, out)
    return np.where(seg == 0, NO_SEGMENT, out)


def _rivals(table: TokenTable, rival: Ints, c: Ints, t: Ints) -> tuple[Ints, Ints]:
    """Likely cues between token and cue: in other sentences than the cue's, and at all (both at most 2)."""
    total = np.concatenate([[0], np.cumsum(rival)])
    x0, x1 = np.minimum(t, c), np.maximum(t, c)
    near = np.maximum(total[x1] - total[np.minimum(x0 + 1, x1)], 0)
    a, b = table.sent_first[c], table.sent_last[c]
    in_sentence = np.where(
        t > c,
        np.maximum(total[np.minimum(b + 1, x1)] - total[np.minimum(c + 1, x1)], 0),
        np.maximum(total[c] - total[np.maximum(a, np.minimum(x0 + 1, c))], 0),
    )
    return np.minimum(near - np.minimum(in_sentence, near), 2), np.minimum(near, 2)
