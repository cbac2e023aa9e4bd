"""A second look at each candidate cue, now that its neighbours' first scores are known (boosted trees over these numbers)."""

import numpy as np

from tasks.enrich.quotes.learned.columns import rows_of
from tasks.enrich.quotes.learned.cue_features import codes, subjects
from tasks.enrich.quotes.learned.hashing import Column, Floats, Ints, code
from tasks.enrich.quotes.learned.table import TokenTable

NONE = -12.0  # log odds where there is no neighbour
NEIGHBOURS = (1, 2, 3, -1, -2, -3)
ANCESTORS = 8
FAR = 60
CUE_DEPS = ("conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "ROOT", "amod", "pobj", "dobj", "nsubj")
CUE_POS = ("VERB", "NOUN", "ADP", "AUX", "ADJ", "PROPN")
CUE_TAGS = ("VBD", "VBZ", "VBG", "VBN", "VB", "VBP", "NN", "NNS")
KID_DEPS = (
    "ccomp", "xcomp", "dobj", "prep", "nsubj", "neg", "aux", "acl", "mark", "advmod", "auxpass", "attr", "acomp",
)  # fmt: skip
NEXT_WORDS = ("that", "to", ",", ":", '"', "of", "by", "in", "for")


def second_numbers(
    table: TokenTable, c: Ints, chosen: Ints, *, logit: Floats, rate: Floats, seen: Floats
) -> Floats:
    """Return one row for each chosen candidate.

    Args:
        table: the tokens.
        c: the candidates, in order.
        chosen: numbers of those that are looked at again.
        logit: the candidates' log odds at first sight.
        rate: how often the lemma of each is a cue in the training set.
        seen: how often the lemma stands in the training set, as log(1 + n).
    """
    them = c[chosen]
    columns = [column[chosen] for column in _neighbours(table, c, logit.astype(np.float64))]
    columns += [*_place(table, them), *_shape(table, them), rate[chosen], seen[chosen]]
    return rows_of(columns)


def _neighbours(table: TokenTable, c: Ints, logit: Floats) -> list[Column]:
    """Scores of governor, children, the candidates before and behind, the sentence, the paragraph and the article."""
    n, head = table.n, table.head
    p = np.full(n, -9.0)
    p[c] = logit
    probability = 1 / (1 + np.exp(-logit))
    out = [logit, np.where(head[c] == c, NONE, p[head[c]])]
    above = head[head[c]]
    out.append(np.where(above == head[c], NONE, p[above]))
    best_kid = np.full(n, NONE)
    np.maximum.at(best_kid, head[table.child_of], p[table.child_of])
    out.append(best_kid[c])
    highest, u = np.full(len(c), NONE), c
    for _ in range(ANCESTORS):
        a = head[u]
        highest = np.where(a != u, np.maximum(highest, p[a]), highest)
        u = a
    out.append(highest)
    sent = table.sent[c]
    own = np.arange(len(c))
    for step in NEIGHBOURS:
        at = np.clip(own + step, 0, max(0, len(c) - 1))
        same = (own + step == at) & (sent[at] == sent)
        out.append(np.where(same, logit[at], NONE))
        out.append(np.where(same, np.abs(c[at] - c), FAR))
    top = np.full(n + 1, NONE)
    np.maximum.at(top, sent, logit)
    is_top = logit >= top[sent]
    runner_up = np.full(n + 1, NONE)
    np.maximum.at(runner_up, sent[~is_top], logit[~is_top])
    out.append(np.where(is_top, runner_up[sent], top[sent]))
    total = np.bincount(sent, weights=probability, minlength=n + 2)
    first_sent = table.sent[table.bounds[table.article[c]]]
    out += [
        total[sent],
        np.where(sent > first_sent, total[np.maximum(sent - 1, 0)], 0),
        np.where(
            table.article[np.minimum(table.sent_last[c] + 1, n - 1)] == table.article[c], total[sent + 1], 0
        ),
    ]
    block = table.block[c]
    out.append(np.bincount(block, weights=probability, minlength=n + 1)[block])
    article = table.article[c]
    words = np.maximum(1, np.diff(table.bounds))
    out.append((np.bincount(article, weights=probability, minlength=len(words)) / words)[article])
    return out


def _place(table: TokenTable, c: Ints) -> list[Column]:
    left, right = table.gaps
    return [
        left[c], right[c], table.segment[c] > 0, c - table.sent_first[c], table.sent_last[c] - c,
        table.in_headline[c], table.depth[c], table.size[c], table.right[c] - c, c - table.left[c],
    ]  # fmt: skip


def _shape(table: TokenTable, c: Ints) -> list[Column]:
    """The candidate's own labels, its subject, its children, the next word."""
    out: list[Column] = [table.dep[c] == code(d) for d in CUE_DEPS]
    out += [table.pos[c] == code(d) for d in CUE_POS]
    out += [table.tag[c] == code(d) for d in CUE_TAGS]
    subject, hops = subjects(table, c)
    has, at = subject >= 0, np.maximum(subject, 0)
    out += [hops, has]
    out += [has & (table.ent[at] == code(e)) for e in ("PERSON", "ORG", "GPE", "NORP")]
    out += [has & (table.pos[at] == code(e)) for e in ("PRON", "PROPN", "NOUN")]
    out += [has & np.isin(table.word[at], codes("he", "she")), has & (at > c)]
    out.append(table.child_from[c + 1] - table.child_from[c])
    for name in KID_DEPS:
        kid = table.child_of[table.dep[table.child_of] == code(name)]
        size = np.zeros(table.n)
        size[table.head[kid]] = table.size[kid]
        out.append(size[c] if name in ("ccomp", "xcomp", "dobj") else size[c] > 0)
    following = table.beside(table.word, c, 1)
    out += [following == code(w) for w in NEXT_WORDS]
    return out
