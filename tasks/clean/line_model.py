"""The line model: boosted trees over `line_features`, kept as a small JSON file and stepped in NumPy.

benchmarks/train_line_model.py makes the file from hand-labelled lines and prints how it does on sites it has not seen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain

import numpy as np
import numpy.typing as npt

from tasks.clean.line_features import NAMES

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.intp]

FILE = "line_model.json"


@dataclass(frozen=True, slots=True)
class LineModel:
    """Trees laid end to end; a leaf points to itself.

    Args:
        feature: the column that a node asks for.
        threshold: it goes left when the column is at most this.
        children: of node n, where to go on at 2 n (left) and 2 n + 1 (right).
        value: a leaf's addend to the log-odds that a line is litter, 0 for other nodes.
        roots: index of each tree's root.
        depth: steps from a root to its deepest leaf.
        cut: a line goes when odds · (words + 1) ** `word_weight` exceed it.
        word_weight: how much more a long line of litter counts than a short one.
    """

    feature: Integers
    threshold: Floats
    children: Integers
    value: Floats
    roots: Integers
    depth: int
    cut: float
    word_weight: float

    def log_odds(self, rows: Sequence[Sequence[float]]) -> Floats:
        """Return each row's log-odds of being litter."""
        width = len(rows[0])
        table = np.fromiter(chain.from_iterable(rows), np.float32, len(rows) * width).reshape(-1, width)
        at = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        cell = (np.arange(len(table), dtype=np.intp) * width)[:, None]
        for _ in range(self.depth):
            goes_right = table.take(self.feature.take(at) + cell) > self.threshold.take(at)
            at = self.children.take(2 * at + goes_right)
        total: Floats = self.value.take(at).sum(axis=1)
        return total

    def is_litter(self, rows: Sequence[Sequence[float]], n_words: Sequence[int]) -> list[bool]:
        """Return whether each line goes.

        Args:
            rows: `line_features`.
            n_words: words of each line.
        """
        if not rows:
            return []
        weight = self.word_weight * np.log1p(np.asarray(n_words, dtype=np.float32))
        verdicts: list[bool] = (self.log_odds(rows) + weight > np.log(self.cut)).tolist()
        return verdicts


@lru_cache(1)
def load_line_model() -> LineModel:
    """Load the model once per process.

    Raises:
        ValueError: the file was trained on other features than the code computes.
    """
    return read_line_model(files("tasks.clean").joinpath(FILE).read_text(encoding="utf-8"))


def read_line_model(text: str) -> LineModel:
    """Read the JSON form: `features`, `cut`, `word_weight`, `trees` of [feature, threshold, left, right] or [value].

    Raises:
        ValueError: see `load_line_model`.
    """
    stored = json.loads(text)
    if stored["features"] != list(NAMES):
        raise ValueError(f"{FILE} was trained on other features; run benchmarks/train_line_model.py again")
    feature: list[int] = []
    threshold: list[float] = []
    children: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    depth = 0
    for tree in stored["trees"]:
        base = len(feature)
        roots.append(base)
        level = [0] * len(tree)
        for at, node in enumerate(tree):  # children come after their parent
            is_leaf = len(node) == 1
            feature.append(0 if is_leaf else node[0])
            threshold.append(0.0 if is_leaf else node[1])
            children += [base + at] * 2 if is_leaf else [base + node[2], base + node[3]]
            value.append(node[0] if is_leaf else 0.0)
            if not is_leaf:
                level[node[2]] = level[node[3]] = level[at] + 1
        depth = max(depth, *level)
    return LineModel(
        np.array(feature, np.intp),
        np.array(threshold, np.float32),
        np.array(children, np.intp),
        np.array(value, np.float32),
        np.array(roots, np.intp),
        depth,
        float(stored["cut"]),
        float(stored["word_weight"]),
    )
