"""The line model: boosted trees over `line_features`, kept as a small JSON file and evaluated in NumPy.

benchmarks/train_line_model.py makes the file from hand-labelled lines and prints how it does on sites it has not seen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from tasks.clean.line_features import NAMES

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.intp]

FILE = "line_model.json"
MOST_LEAVES = 16  # of a tree: the last is to the left of no node, so that a bit is spare


@dataclass(frozen=True, slots=True)
class LineModel:
    """Trees whose nodes are all asked at once, as QuickScorer does (Lucchese et al., SIGIR 2015).

    A node that a line does not pass rules out the leaves to its left; of the leaves that are left over the first is the
    line's own. For lines by the score this takes a quarter of the time of stepping from node to node.

    Args:
        feature: the column that each node asks for; trees side by side, padded to the same number of nodes.
        threshold: a line passes when the column is at most this.
        left: bits of the leaves to the left of each node, of which the lowest is the leftmost leaf.
        value: tree by leaf, the addend to the log-odds that a line is litter.
        cut: a line goes when odds · (words + 1) ** `word_weight` exceed it.
        word_weight: how much more a long line of litter counts than a short one.
    """

    feature: Integers
    threshold: Floats
    left: npt.NDArray[np.uint16]
    value: Floats
    cut: float
    word_weight: float

    def log_odds(self, rows: npt.ArrayLike) -> Floats:
        """Return each row's log-odds of being litter."""
        columns = np.ascontiguousarray(np.asarray(rows, np.float32).T)
        fails = columns.take(self.feature, axis=0) > self.threshold[:, None]
        n_trees, n_leaves = self.value.shape
        ruled_out = (fails * self.left[:, None]).reshape(-1, n_trees, columns.shape[1])
        gone = np.bitwise_or.reduce(ruled_out, axis=0, out=...)
        first = ~gone & (gone + np.uint16(1))  # the lowest bit that is not set
        leaf = np.log2(first.T).astype(np.intp)
        total: Floats = self.value.take(leaf + n_leaves * np.arange(n_trees)).sum(axis=1)
        return total

    def is_litter(self, rows: npt.ArrayLike, n_words: Sequence[int]) -> list[bool]:
        """Return whether each line goes.

        Args:
            rows: `line_features`.
            n_words: words of each line.
        """
        if not n_words:
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
    trees = [read_tree(tree) for tree in stored["trees"]]
    n_nodes = max(len(nodes) for nodes, _ in trees)
    n_leaves = n_nodes + 1
    # Padding asks for what no line fails: nothing is ruled out.
    padded = [nodes + [(0, float("inf"), 0)] * (n_nodes - len(nodes)) for nodes, _ in trees]
    side_by_side = [padded[tree][node] for node in range(n_nodes) for tree in range(len(trees))]
    feature, threshold, left = zip(*side_by_side, strict=True)
    return LineModel(
        np.array(feature, np.intp),
        np.array(threshold, np.float32),
        np.array(left, np.uint16),
        np.array([leaves + [0.0] * (n_leaves - len(leaves)) for _, leaves in trees], np.float32),
        float(stored["cut"]),
        float(stored["word_weight"]),
    )


def read_tree(tree: list[list[float]]) -> tuple[list[tuple[int, float, int]], list[float]]:
    """Return the nodes of a tree as (feature, threshold, bits of the leaves to the left), and its leaves' values.

    Raises:
        ValueError: the tree has more leaves than a word has bits.
    """
    nodes: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def visit(at: int) -> None:
        node = tree[at]
        if len(node) == 1:
            leaves.append(node[0])
            return
        first = len(leaves)
        visit(int(node[2]))
        nodes.append((int(node[0]), node[1], (1 << len(leaves)) - (1 << first)))
        visit(int(node[3]))

    visit(0)
    if len(leaves) > MOST_LEAVES:
        raise ValueError(f"a tree of {FILE} has {len(leaves)} leaves, at most {MOST_LEAVES} are read")
    return nodes, leaves
