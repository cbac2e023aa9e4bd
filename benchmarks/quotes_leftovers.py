"""Quoted segments that no cue claims: what they are, and who speaks those that stand alone."""

from collections import Counter

import numpy as np
from quotes_fitting import FOLDS, fit_choice, fit_trees, out_of_fold, save_trees, say

from tasks.enrich.quotes.around import Around
from tasks.enrich.quotes.learned import loose

HELD_WEIGHT = (
    0.4  # of segments that have a cue among the examples for speakers without one; .15 and 1 named fewer
)
SPEAKER = {"rounds": 150, "num_leaves": 15, "min_data_in_leaf": 40, "min_sum_hessian_in_leaf": 0.1}


def train_leftovers(one_each, gold, quotes, out):
    """The models of loose segments and their speakers; returns what they say of articles not seen."""
    rows = np.array([r for one in one_each for r in one.numbers], dtype=np.float32)
    labels = np.array(
        [v for one, g in zip(one_each, gold.characters, strict=True) for v in loose_labels(one, g)]
    )
    fold = np.repeat(np.arange(len(one_each)) % FOLDS, [len(one.numbers) for one in one_each])
    several = {
        "rounds": 120,
        "objective": "multiclass",
        "num_class": 4,
        "min_data_in_leaf": 25,
        "num_leaves": 15,
    }
    classes = out_of_fold(rows, labels, fold, classes=4, **several)
    save_trees(out, "loose", fit_trees(rows, labels, **several))
    say("loose segments", Counter(labels.tolist()), "right", float((classes.argmax(1) == labels).mean()))
    examples = [speaker_examples(one, q) for one, q in zip(one_each, quotes, strict=True)]
    rows = np.array([r for e in examples for r in e[0]], dtype=np.float32)
    said = np.array([v for e in examples for v in e[1]])
    weight = np.array([v for e in examples for v in e[2]])
    owner = np.repeat(np.arange(sum(len(e[3]) for e in examples)), [n for e in examples for n in e[3]])
    fold = np.repeat(np.arange(len(examples)) % FOLDS, [len(e[0]) for e in examples])
    known = np.isin(owner, owner[said])
    ranks = np.zeros(len(said))
    for k in range(FOLDS):
        seen = known & (fold != k)
        trees = fit_choice(rows[seen], said[seen], owner[seen], weight=weight[seen], **SPEAKER)
        ranks[fold == k] = trees.predict(rows[fold == k], num_threads=1)
    trees = fit_choice(rows[known], said[known], owner[known], weight=weight[known], **SPEAKER)
    save_trees(out, "speaker", trees)
    say("speakers trained")
    return classes, ranks


def loose_labels(one, characters):
    """What each unheld segment of an article is, by the annotation."""
    around = Around(one.found)
    out = []
    for number in one.segments:
        segment = one.tree.segments[number]
        mine = set(range(segment.inner_start, segment.inner_end))
        best = max(characters, key=lambda g: len(mine & g), default=set())
        if 2 * len(mine & best) < len(mine):
            out.append(loose.NOTHING)
            continue
        before = around.before(segment.start)
        held = {x for a, b in before.spans for x in range(a, b)} if before else set()
        if held and 2 * len(held & best) >= len(held):
            out.append(loose.JOINED)
        else:
            out.append(loose.ALONE if 2 * len(mine & best) >= len(mine | best) else loose.PART)
    return out


def speaker_examples(one, quotes):
    """Candidates for the speaker of each marked annotated quotation: features, whether right, weight; and how many each has."""
    tree, rows, right, weight, sizes = one.tree, [], [], [], []
    around = Around(one.found)
    unheld = set(one.segments)
    for number, segment in enumerate(tree.segments):
        quote = next(
            (
                q
                for q in quotes
                if any(a < segment.inner_end and segment.inner_start < b for a, b in q["spans"])
            ),
            None,
        )
        if quote is None or not quote["speaker_spans"] or segment.end - segment.start < 20:
            continue
        heads, numbers = loose.candidates(one, number, around.before(segment.start))
        sizes += [len(heads)] if heads else []
        for head, row in zip(heads, numbers, strict=True):
            rows.append(row)
            right.append(any(a < tree.end[head] and tree.start[head] < b for a, b in quote["speaker_spans"]))
            weight.append(1.0 if number in unheld else HELD_WEIGHT)
    return rows, right, weight, sizes
