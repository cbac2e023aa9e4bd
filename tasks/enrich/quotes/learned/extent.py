"""Where what is said begins and ends, once more: the one change of each extraction that promises most."""

from collections.abc import Sequence

import numpy as np

from tasks.enrich.quotes.learned.edits import Edits
from tasks.enrich.quotes.learned.hashing import Doubles, Ints

WORTH = 0.3  # judged probability from which an extraction's extent is looked at again
LEAST_GAIN = 0.02  # expected gain from which a change is made, 1.8 being from worthless to exact


def worth_a_look(edits: Edits, scores: Doubles) -> Edits:
    """The changes to extractions that may be kept."""
    return edits.of(np.flatnonzero(scores[edits.owner] >= WORTH))


def best_edits(edits: Edits, gains: Doubles) -> Ints:
    """Return the number of the most promising change of each extraction, of those that promise enough."""
    order = np.lexsort((gains, edits.owner))
    owner = edits.owner[order]
    best = order[np.append(owner[1:] != owner[:-1], True)] if len(order) else order
    return best[gains[best] >= LEAST_GAIN]


def with_edits(
    runs: Sequence[list[tuple[int, int]]], edits: Edits, chosen: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """Return the runs of all extractions with the chosen changes made; one that would lose all its words stays."""
    out = list(runs)
    for k in chosen:
        owner, low, high = int(edits.owner[k]), int(edits.low[k]), int(edits.high[k])
        changed = add(out[owner], low, high) if edits.is_added[k] else take_out(out[owner], low, high)
        out[owner] = changed or out[owner]
    return out


def add(runs: Sequence[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    """Runs of tokens with those from `low` to `high`; what touches is one run."""
    out: list[tuple[int, int]] = []
    for a, b in sorted([*runs, (low, high)]):
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def take_out(runs: Sequence[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    """Runs of tokens without those from `low` to `high`."""
    parts = [part for a, b in runs for part in ((a, min(b, low - 1)), (max(a, high + 1), b))]
    return [(a, b) for a, b in parts if a <= b]
