"""Features of a word that may attribute: its frame, its subject, its surroundings, how near quotation marks are."""

from dataclasses import dataclass, field

import numpy as np

from tasks.enrich.quotes.learned.hashing import Bools, Ints, code, mix
from tasks.enrich.quotes.learned.table import FARTHEST, SUBJECTS, TokenTable

CUE_POS = ("VERB", "AUX", "NOUN", "ADJ", "ADP", "PROPN", "PART", "ADV", "SCONJ")
COMPLEMENTS = (
    "ccomp", "xcomp", "dobj", "oprd", "prep", "acl", "advcl", "acomp", "attr", "relcl", "agent", "dative", "pobj",
    "pcomp",
)  # fmt: skip
GOVERNORS = 5
BUCKETS = np.array([0, 1, 2, 3, 5, 8, 12, 20, 40])


def codes(*texts: str) -> Ints:
    """Codes of a few strings, sorted for `np.isin`."""
    return np.sort(np.array([code(t) for t in texts], dtype=np.int64))


def bucket(distance: Ints) -> Ints:
    """Distances in nine classes."""
    return np.searchsorted(BUCKETS, distance)


@dataclass(slots=True)
class Sparse:
    """Hashed features of rows in coordinate form; `every` is what stands in `rows` for each row once."""

    n_rows: int
    every: Ints
    rows: list[Ints] = field(default_factory=list)
    codes: list[Ints] = field(default_factory=list)

    def add(self, salt: int, rows: Ints, *parts: Ints | int) -> None:
        """Add one feature to each of `rows`."""
        self.rows.append(rows)
        self.codes.append(np.broadcast_to(mix(salt, *parts), rows.shape))

    def joined(self) -> tuple[Ints, Ints]:
        """All rows and all codes."""
        if not self.rows:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(self.rows), np.concatenate(self.codes)


def candidates(table: TokenTable, known: Ints) -> Ints:
    """Tokens that may be a cue: every verb, every colon, and other words seen as a cue (`known`: sorted lemma/pos codes)."""
    may = np.isin(table.pos, codes(*CUE_POS)) & np.isin(lemma_pos(table), known)
    return np.flatnonzero((table.pos == code("VERB")) | (table.word == code(":")) | may)


def lemma_pos(table: TokenTable) -> Ints:
    """Code of lemma and part of speech together."""
    return mix(0, table.lemma, table.pos)


def subjects(table: TokenTable, c: Ints) -> tuple[Ints, Ints]:
    """The subject of each candidate (-1 if none) and how many governors up it was found (at most 3)."""
    n, first, actor = table.n, table.first_subject, table.first_actor
    subject = np.where(actor[c] < n, actor[c], -1)
    hops = np.zeros(len(c), dtype=np.int64)
    u = c.copy()
    clause = codes("acl", "relcl")
    nominal = codes("NOUN", "PROPN", "PRON")
    for step in range(1, 4):
        d, above = table.dep[u], table.head[u]
        active = (subject < 0) & (above != u)
        if not active.any():
            break
        noun = active & np.isin(d, clause) & np.isin(table.pos[above], nominal)
        other = active & ~noun & (first[above] < n)
        subject = np.where(noun, above, np.where(other, first[above], subject))
        hops = np.where(active, step, hops)
        u = np.where(active, above, u)
    return subject, hops


def cue_features(table: TokenTable, c: Ints, group: Ints) -> Sparse:
    """Hashed features of the candidates `c`; `group`: number of the word group of each token's lemma (-1 if none)."""
    r = np.arange(len(c))
    out = Sparse(len(c), r)
    lemma, word, pos, tag, dep = table.lemma[c], table.word[c], table.pos[c], table.tag[c], table.dep[c]
    head, g = table.head[c], group[c]
    is_root = head == c
    head_lemma = np.where(is_root, 1, table.lemma[head])
    add = out.add
    add(1, r, 1)
    single: tuple[tuple[int, tuple[Ints, ...]], ...] = (
        (2, (lemma,)), (3, (word,)), (4, (tag,)), (5, (dep,)), (6, (lemma, pos)), (7, (lemma, dep)), (8, (tag, dep)),
        (9, (lemma, tag)), (10, (g, pos)), (11, (dep, head_lemma)), (12, (dep, table.pos[head])), (13, (lemma, head_lemma)),
        (14, (dep, group[head])),
    )  # fmt: skip
    for salt, parts in single:
        add(salt, r, *parts)
    frame = _children(table, c, group, out)
    add(20, r, frame)
    add(21, r, lemma, frame)
    add(22, r, g, frame)
    subject, hops = subjects(table, c)
    kind = np.where(
        subject < 0, 7, np.where(table.ent[subject] != code(""), table.ent[subject], table.pos[subject])
    )
    add(30, r, kind, np.minimum(hops, 1))
    add(31, r, lemma, kind)
    add(32, r, g, kind)
    has = np.flatnonzero(subject >= 0)
    add(33, has, table.lemma[subject[has]])
    add(34, has, table.tag[subject[has]])
    add(35, has, group[subject[has]])
    word_before, word_behind = table.beside(table.word, c, -1), table.beside(table.word, c, 1)
    pos_before = table.beside(table.pos, c, -1)
    add(40, r, word_before)
    add(41, r, word_behind)
    add(42, r, table.beside(table.pos, c, 1))
    add(43, r, lemma, pos_before)
    add(44, r, lemma, word_behind)
    add(45, r, word_behind, table.beside(table.word, c, 2))
    left, right = table.gaps
    ql, qr, q = bucket(left[c]), bucket(right[c]), (table.segment[c] > 0).astype(np.int64)
    near = (right[c] <= FARTHEST).astype(np.int64) * 2 + (left[c] <= FARTHEST)
    marks: tuple[tuple[int, tuple[Ints, ...]], ...] = (
        (50, (ql,)), (51, (qr,)), (52, (q,)), (53, (ql, qr)), (54, (lemma, q)), (55, (lemma, near)), (56, (g, qr)),
        (57, (g, near, q)),
    )  # fmt: skip
    for salt, parts in marks:
        add(salt, r, *parts)
    a, b = table.sent_first[c], table.sent_last[c]
    add(60, r, table.in_headline[c].astype(np.int64))
    add(61, r, table.word[b])
    add(62, r, bucket(c - a))
    add(63, r, bucket(b - a))
    _governors(table, c, out)
    noun = np.flatnonzero((pos == code("NOUN")) | (word == code(":")))
    add(80, noun, lemma[noun], pos_before[noun], frame[noun])
    return out


def _children(table: TokenTable, c: Ints, group: Ints, out: Sparse) -> Ints:
    """Features of the children of each candidate; returns the code of its frame (the set of its complements and subjects)."""
    count = table.child_from[c + 1] - table.child_from[c]
    rows = np.repeat(np.arange(len(c)), count)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    kid = table.child_of[np.repeat(table.child_from[c], count) + within]
    lemma, g = table.lemma[c][rows], group[c][rows]
    d, side = table.dep[kid], (kid > c[rows]).astype(np.int64)
    add = out.add
    add(100, rows, d)
    add(101, rows, lemma, d)
    add(102, rows, g, d)

    def some(mask: Bools) -> tuple[Ints, Ints]:
        at = np.flatnonzero(mask)
        return at, rows[at]

    at, r = some(np.isin(d, codes("prep", "mark", "prt", "neg", "aux", "agent", "advmod")))
    add(103, r, d[at], table.lemma[kid[at]])
    add(104, r, lemma[at], d[at], table.lemma[kid[at]])
    frame_part = np.isin(d, codes(*COMPLEMENTS, *SUBJECTS))
    at, r = some(frame_part)
    clause = np.isin(d[at], codes("ccomp", "xcomp", "advcl", "acl"))
    is_prep = d[at] == code("prep")
    first = np.where(clause, table.word[table.left[kid[at]]], np.where(is_prep, table.lemma[kid[at]], 0))
    add(105, r, d[at], side[at], first)
    add(106, r, d[at], side[at], table.tag[kid[at]])
    add(107, r, lemma[at], d[at], side[at], table.tag[kid[at]])
    add(112, r, g[at], d[at], side[at], first)
    part = mix(108, d[at], side[at], np.where(is_prep, table.lemma[kid[at]], 0))
    part = np.where(d[at] == code("advcl"), 0, part)
    frame = np.zeros(len(c), dtype=np.int64)
    with np.errstate(over="ignore"):
        np.add.at(frame, r, part)
    at, r = some(np.isin(d, codes("dobj", "attr", "oprd", "acomp")))
    add(109, r, d[at], table.lemma[kid[at]])
    add(110, r, lemma[at], table.lemma[kid[at]])
    add(111, r, d[at], table.pos[kid[at]], table.ent[kid[at]])
    add(113, r, g[at], group[kid[at]])
    return frame


def _governors(table: TokenTable, c: Ints, out: Sparse) -> None:
    """Features of the words above: is this clause itself somebody's content?"""
    u = c
    ccomp = code("ccomp")
    for step in range(GOVERNORS):
        above = table.head[u]
        at = np.flatnonzero(above != u)
        out.add(70 + min(step, 1), at, table.lemma[above[at]])
        out.add(72, at, table.dep[above[at]])
        inside = at[table.dep[u[at]] == ccomp]
        out.add(73, inside, table.lemma[above[inside]])
        u = above
