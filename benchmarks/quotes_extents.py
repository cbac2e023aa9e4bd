"""Which changes of an extraction's extent are worth making."""

import lightgbm
import numpy as np
from quotes_fitting import FOLDS, TREES, save_trees, say

from tasks.enrich.quotes.bits import bits_of_runs, runs_of
from tasks.enrich.quotes.learned.choose import KEEP, OVERLAP, snap, without_strays
from tasks.enrich.quotes.learned.edit_features import edit_numbers
from tasks.enrich.quotes.learned.extent import add, best_edits, take_out, with_edits, worth_a_look

EXTENT = {"objective": "l2"}
ROUNDS = 150
HALF, EXACT = 0.5, 0.95  # shares of characters from which an extent counts as found, as exact
FOR_EXACT, FOR_SHARE = 0.5, 0.3  # worth of an exact extent and of the share itself beside 1 for a found one
SUPERSEDED = 0.2  # weight of changes to extractions that a surer one keeps out


def train_extents(trees, table, gold, found, *, scores, probability, out):
    """Train the ranker of changes; make those in `found` that trees without its article find best."""
    edits = worth_a_look(found.edits, scores)
    x = edit_numbers(table, found, edits, probability=probability, scores=scores)
    before, after = shares(trees, table, gold, found, edits)
    y = worth(after) - worth(before)
    weight = np.where(kept(found, scores, table.n)[edits.owner], 1, SUPERSEDED)
    fold = table.article[found.cue[edits.owner]] % FOLDS
    gains = np.zeros(len(y))
    for k in range(FOLDS):
        gains[fold == k] = fit(x[fold != k], y[fold != k], weight[fold != k]).predict(
            x[fold == k], num_threads=1
        )
    save_trees(out, "extent", fit(x, y, weight))
    chosen = best_edits(edits, gains)
    found.runs = with_edits(found.runs, edits, chosen.tolist())
    say("extents trained;", len(chosen), "changes of", len(y), "made, found", gain_of(chosen, before, after, HALF),
        "exact", gain_of(chosen, before, after, EXACT))  # fmt: skip


def fit(x, y, weight):
    return lightgbm.train({**TREES, **EXTENT}, lightgbm.Dataset(x, y, weight=weight), ROUNDS)


def worth(share):
    return (share >= HALF) + FOR_EXACT * (share >= EXACT) + FOR_SHARE * share


def gain_of(chosen, before, after, least):
    return int((after[chosen] >= least).sum() - (before[chosen] >= least).sum())


def kept(found, scores, n):
    """Whether each extraction is surer than all that take much of its words."""
    out, taken = np.zeros(len(scores), bool), np.zeros(n, bool)
    for k in np.argsort(-scores, kind="stable"):
        if scores[k] < KEEP:
            break
        tokens = np.concatenate([np.arange(a, b + 1) for a, b in found.runs[k]])
        if taken[tokens].mean() <= OVERLAP:
            taken[tokens] = True
            out[k] = True
    return out


def shares(trees, table, gold, found, edits):
    """Best intersection over union with an annotated quotation before and after each change, by letters and digits."""
    letters = [np.fromiter(map(str.isalnum, t.text), bool, len(t.text)) for t in trees]
    said = [
        [frozenset(x for x in one if is_letter[x]) for one in mine]
        for mine, is_letter in zip(gold.characters, letters, strict=True)
    ]
    before, after, known = np.zeros(len(edits.owner)), np.zeros(len(edits.owner)), {}
    for i, owner in enumerate(edits.owner.tolist()):
        k = int(table.article[found.cue[owner]])
        base, runs = int(table.bounds[k]), found.runs[owner]
        low, high = int(edits.low[i]), int(edits.high[i])
        changed = add(runs, low, high) if edits.is_added[i] else take_out(runs, low, high)
        here = {
            "tree": trees[k],
            "cue": int(found.cue[owner]) - base,
            "base": base,
            "is_letter": letters[k],
            "said": said[k],
        }
        if owner not in known:
            known[owner] = best_share(runs, **here)
        before[i], after[i] = known[owner], best_share(changed, **here)
    return before, after


def best_share(runs, *, tree, cue, base, is_letter, said):
    tokens = bits_of_runs((a - base, b - base) for a, b in runs)
    if tokens & tree.marked:
        tokens = without_strays(tree, snap(tree, tokens, cue), cue)
    held = [t for a, b in runs_of(tokens) for t in range(a, b + 1)]
    mine = {x for t in held for x in range(tree.start[t], tree.end[t]) if is_letter[x]}
    return max((len(mine & one) / len(mine | one) for one in said if not mine.isdisjoint(one)), default=0.0)
