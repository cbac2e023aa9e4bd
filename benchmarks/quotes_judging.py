"""Which extractions are right, and whose words they are."""

import numpy as np
from quotes_fitting import FOLDS, fit_choice, fit_trees, out_of_fold, save_trees, say

from tasks.enrich.quotes.learned import speaker_rank

VOICE = {"rounds": 150, "min_data_in_leaf": 40}
JUDGE = 120  # rounds; at 220 the held-out likelihood was a little worse


def train_judge(parses, table, gold, found, out):
    """Train the judge of extractions; return what it says of articles not seen."""
    right = overlaps(parses, table, gold, found)[0] >= 0.5
    scores = out_of_fold(found.numbers, right, table.article[found.cue] % 8 // 2, rounds=JUDGE)
    save_trees(out, "judge", fit_trees(found.numbers, right, JUDGE))
    say("judge trained")
    return scores


def train_voices(parses, quotes, table, gold, found, *, scores, probability, out):
    """Train the ranker of speakers; return the likeliest speaker of each extraction of articles not seen."""
    everyone = np.arange(len(found.cue))
    them = speaker_rank.candidates(table, found, asked=everyone, probability=probability, scores=scores)
    share, which = overlaps(parses, table, gold, found)
    is_known, right = np.zeros(len(them.owner), bool), np.zeros(len(them.owner), bool)
    for at, owner in enumerate(them.owner.tolist()):
        k = int(table.article[found.cue[owner]])
        if share[owner] < 0.5 or not (said := quotes[k][which[owner]]["speaker_spans"]):
            continue
        first, last = int(them.first[at]), int(them.last[at])
        is_known[at] = True
        right[at] = any(a < table.end[last] and table.start[first] < b for a, b in said)
    x, y, owner = them.numbers, right, them.owner
    is_known &= np.isin(owner, owner[is_known & right])
    fold = table.article[found.cue[owner]] % FOLDS
    ranks = np.zeros(len(y))
    for k in range(FOLDS):
        seen = (fold != k) & is_known
        ranks[fold == k] = fit_choice(x[seen], y[seen], owner[seen], **VOICE).predict(
            x[fold == k], num_threads=1
        )
    save_trees(out, "voice", fit_choice(x[is_known], y[is_known], owner[is_known], **VOICE))
    voices = speaker_rank.best_voices(them, ranks, len(found.cue))
    first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    best = [
        a + int(np.argmax(ranks[a:b])) for a, b in zip(first, np.append(first[1:], len(owner)), strict=True)
    ]
    say("speakers trained; right", round(float(y[[i for i in best if is_known[i]]].mean()), 4))
    return voices


def overlaps(parses, table, gold, found):
    """Best intersection over union of each extraction with an annotated quotation, by characters; and its number."""
    out, which = np.zeros(len(found.cue)), np.zeros(len(found.cue), np.int64)
    for i, cue in enumerate(found.cue):
        k = int(table.article[cue])
        base, p = int(table.bounds[k]), parses[k]
        mine = {x for a, b in found.runs[i] for x in range(p.start[a - base], p.end[b - base])}
        for number, other in enumerate(gold.characters[k]):
            common = len(mine & other)
            if common and common / len(mine | other) > out[i]:
                out[i], which[i] = common / len(mine | other), number
    return out, which
