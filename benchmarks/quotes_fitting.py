"""Fitting and saving: boosted trees and small arrays, folds of whole articles."""

import gzip
import io
import pickle
import time

import lightgbm
import numpy as np

from tasks.enrich.quotes.learned.speaker_rank import shares

FOLDS = 4
TREES = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 60, "feature_fraction": 0.7,
    "bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "num_threads": 1, "max_bin": 127, "seed": 1,
    "deterministic": True,
}  # fmt: skip
LEAST_CURVE = 1e-3
START = time.time()


def say(*what):
    print(f"{time.time() - START:6.0f} s", *what, flush=True)


def cached(folder, name, make):
    path = folder and folder / name
    if path and path.exists():
        return pickle.loads(path.read_bytes())
    value = make()
    if path:
        path.write_bytes(pickle.dumps(value, protocol=5))
    return value


def fit_trees(x, y, rounds, **more):
    return lightgbm.train({**TREES, **more}, lightgbm.Dataset(x, y), rounds)


def fit_choice(x, right, owner, rounds, *, weight=1.0, **more):
    """Trees whose outputs, as shares within each owner's rows, are the probability of being the right one.

    That is a conditional logit (McFadden 1974). Each owner has a right row; owners are in order.
    """
    aim = right / np.bincount(owner, weights=right)[owner]  # owners need not be numbered without gaps

    def loss(ranks, _):
        p = shares(ranks, owner)
        return weight * (p - aim), weight * np.maximum(p * (1 - p), LEAST_CURVE)

    return lightgbm.train({**TREES, **more, "objective": loss}, lightgbm.Dataset(x, right), rounds)


def out_of_fold(x, y, fold, *, rounds, classes=None, weight=None, **more):
    """Probability of each row by trees that have not seen its articles."""
    out = np.zeros((len(y), classes) if classes else len(y))
    for k in np.unique(fold):
        test = fold == k
        data = lightgbm.Dataset(x[~test], y[~test], weight=None if weight is None else weight[~test])
        out[test] = lightgbm.train({**TREES, **more}, data, rounds).predict(x[test], num_threads=1)
    return out


def save_trees(out, name, booster):
    with gzip.GzipFile(out / f"{name}.txt.gz", "wb", mtime=0) as f:
        f.write(booster.model_to_string().split("\nparameters:")[0].encode("ascii"))


def save_arrays(path, **arrays):
    plain = io.BytesIO()
    np.savez(plain, **arrays)
    with gzip.GzipFile(path, "wb", mtime=0) as f:
        f.write(plain.getvalue())
