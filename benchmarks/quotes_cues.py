"""Which words are cues: a linear model at first sight, boosted trees at second."""

from collections import Counter

import numpy as np
import scipy.sparse
from quotes_fitting import FOLDS, cached, fit_trees, out_of_fold, save_arrays, save_trees, say
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression

from tasks.enrich.quotes.learned import extract
from tasks.enrich.quotes.learned.cue_features import candidates, cue_features, lemma_pos
from tasks.enrich.quotes.learned.hashing import SIZE, code, place
from tasks.enrich.quotes.learned.second_look import second_numbers

GROUPS = 300
SECOND = {"rounds": 260, "learning_rate": 0.06, "feature_fraction": 0.6}
LEAST_SEEN = 3  # rows in which a hashed feature must occur


def train_cues(parser, parses, table, gold, *, out, cache):
    """Train both looks; return for each token the held-out probability of being a cue and the rate of its lemma."""
    is_cue = np.zeros(table.n, dtype=bool)
    is_cue[gold.cues] = True
    pairs = lemma_pos(table)
    known = np.unique(pairs[is_cue])
    groups = cached(cache, "groups.pkl", lambda: word_groups(parser, parses))
    group = np.array([groups.get(x, -1) for x in table.lemma.tolist()])
    c = candidates(table, known)
    y, fold = is_cue[c], table.article[c] % FOLDS
    first, weights, bias = cached(cache, "first.pkl", lambda: fit_first(table, c, group, y, fold))
    say("first look trained")
    keys, inverse = np.unique(pairs, return_inverse=True)
    rate, seen = np.zeros(table.n, np.float32), np.zeros(table.n, np.float32)
    by_article = table.article % FOLDS
    for k in range(FOLDS):
        mine = by_article == k
        r, s = rates_of(keys, inverse, is_cue, ~mine)
        rate[mine], seen[mine] = r[inverse[mine]], s[inverse[mine]]
    logit = np.log(first + 1e-9) - np.log(1 - first + 1e-9)
    numbers = second_numbers(table, c, np.arange(len(c)), logit=logit, rate=rate[c], seen=seen[c])
    worth = first > extract.FIRST_FLOOR
    probability = np.zeros(table.n, np.float32)
    probability[c] = first * extract.FIRST_FLOOR
    probability[c[worth]] = out_of_fold(numbers[worth], y[worth], fold[worth], **SECOND)
    save_trees(out, "second", fit_trees(numbers[worth], y[worth], **SECOND))
    say("second look trained; best F of heads", head_f(probability[c], y, len(np.unique(gold.cues))))
    save_cues(out, weights, bias, known=known, groups=groups, counts=(keys, inverse, is_cue))
    return extract.Columns(probability, rate)


def word_groups(parser, parses):
    """Groups of lemmas with like vectors."""
    seen = Counter(
        lemma
        for p in parses
        for lemma, pos in zip(p.lemma, p.pos, strict=True)
        if pos in ("VERB", "NOUN", "ADJ", "AUX", "ADV", "PROPN")
    )
    words = sorted(w for w, n in seen.items() if n > 1 and parser.vector(w) is not None)
    vectors = np.array([parser.vector(w) for w in words])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    n = min(GROUPS, max(2, len(words) // 4))
    labels = MiniBatchKMeans(n, random_state=0, n_init=2, batch_size=4096).fit(vectors).labels_
    return {code(w): int(g) for w, g in zip(words, labels, strict=True)}


def matrix(features):
    rows, codes = features.joined()
    x = scipy.sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, place(codes))), shape=(features.n_rows, SIZE)
    )
    often = np.flatnonzero(np.bincount(x.indices, minlength=SIZE) >= LEAST_SEEN)
    return x[:, often], often


def fit_linear(x, y):
    return LogisticRegression(C=0.15, solver="liblinear", max_iter=60, tol=1e-3).fit(x, y)


def fit_first(table, c, group, y, fold):
    x, often = matrix(cue_features(table, c, group))
    out = np.zeros(len(c))
    for k in range(FOLDS):
        out[fold == k] = fit_linear(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
    final = fit_linear(x, y)
    weights = np.zeros(SIZE, np.float32)
    weights[often] = final.coef_[0]
    return out, weights, float(final.intercept_[0])


def rates_of(keys, inverse, is_cue, keep):
    total = np.bincount(inverse[keep], minlength=len(keys))
    hit = np.bincount(inverse[keep], weights=is_cue[keep], minlength=len(keys))
    return (hit + 0.5) / (total + 4), np.log1p(total)


def head_f(probability, y, total):
    order = np.argsort(-probability)
    right = np.cumsum(y[order])
    return round(float((2 * right / (np.arange(1, len(order) + 1) + total)).max()), 4)


def save_cues(out, weights, bias, *, known, groups, counts):
    keys, inverse, is_cue = counts
    rates, seen = rates_of(keys, inverse, is_cue, np.ones(len(inverse), bool))
    often = (seen > np.log1p(2)) | np.isin(keys, known)
    kept = np.flatnonzero(np.abs(weights) > 0.004)
    group_keys = np.array(sorted(groups), dtype=np.int64)
    save_arrays(
        out / "cue.npz.gz",
        index=kept.astype(np.int32),
        weights=weights[kept].astype(np.float16),
        bias=bias,
        known=known,
        group_keys=group_keys,
        groups=np.array([groups[k] for k in group_keys.tolist()], dtype=np.int16),
        rate_keys=keys[often],
        rates=rates[often].astype(np.float16),
        seen=seen[often].astype(np.float16),
    )
