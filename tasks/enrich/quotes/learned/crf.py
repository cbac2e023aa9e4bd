"""A linear-chain conditional random field, read for many sequences at once (Lafferty et al. 2001; Viterbi; forward-backward).

Trained with CRFsuite, evaluated with NumPy: the sequences of a batch are stepped through side by side.
"""

from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.hashing import SIZE, Floats, Ints

LABELS = ("O", "B", "I", "E", "S")  # outside; first, inner and last token of a content span; speaker
OUT, BEGIN, INNER, END, SPEAKER = range(5)
N_LABELS = len(LABELS)


@dataclass(slots=True)
class Chain:
    """Weights: `state` (SIZE + 1, labels), its last row zero for features that do not apply; `move` (labels, labels)."""

    state: Floats
    move: Floats


@dataclass(slots=True)
class Tagged:
    """Labels and marginal probabilities of all rows, and the probability of each sequence's labels."""

    labels: Ints
    marginals: Floats
    probability: Floats


def emissions(chain: Chain, places: Ints) -> Floats:
    """Sum of state weights of each row's features."""
    out = np.zeros((len(places), N_LABELS), dtype=np.float32)
    for column in places.T:
        out += chain.state[column]
    return out


def tag(chain: Chain, places: Ints, first: Ints) -> Tagged:
    """Label the rows; sequence i has rows first[i] to first[i + 1]."""
    scores = emissions(chain, places)
    lengths = np.diff(first)
    order = np.argsort(-lengths, kind="stable")
    n = len(order)
    total = len(scores)
    labels = np.zeros(total, dtype=np.int64)
    marginals = np.zeros((total, N_LABELS), dtype=np.float32)
    probability = np.zeros(n, dtype=np.float32)
    if n == 0 or total == 0:
        return Tagged(labels, marginals, probability)
    longest = int(lengths[order[0]])
    alive = np.searchsorted(
        -lengths[order], -np.arange(longest), side="left"
    )  # sequences longer than each step
    start = first[:-1][order]
    move, gain = chain.move, np.exp(chain.move)
    best = np.zeros((n, N_LABELS), dtype=np.float32)
    back = np.zeros((longest, n, N_LABELS), dtype=np.int8)
    alpha = np.zeros((longest, n, N_LABELS), dtype=np.float32)
    log_z = np.zeros(n, dtype=np.float64)
    for step in range(longest):
        m = alive[step]
        mine = scores[start[:m] + step]
        top = mine.max(axis=1, keepdims=True)
        weight = np.exp(mine - top)
        if step == 0:
            best[:m] = mine
            forward = weight
        else:
            paths = best[:m, :, None] + move[None]
            back[step, :m] = paths.argmax(axis=1)
            best[:m] = paths.max(axis=1) + mine
            forward = (alpha[step - 1, :m, :, None] * gain).sum(axis=1) * weight
        norm = forward.sum(axis=1, keepdims=True)
        alpha[step, :m] = forward / norm
        log_z[:m] += np.log(norm[:, 0]) + top[:, 0]
    final = best.argmax(axis=1)
    probability[order] = np.exp(np.minimum(best[np.arange(n), final] - log_z, 0))
    beta = np.ones((n, N_LABELS), dtype=np.float32)
    now = final.copy()
    for step in range(longest - 1, -1, -1):
        m = alive[step]
        if step + 1 < longest:
            live = alive[step + 1]
            ahead = scores[start[:live] + step + 1]
            weight = np.exp(ahead - ahead.max(axis=1, keepdims=True)) * beta[:live]
            backward = (weight[:, None, :] * gain).sum(axis=2)
            beta[:live] = backward / backward.sum(axis=1, keepdims=True)
            now[:live] = back[step + 1, np.arange(live), now[:live]]
        rows = start[:m] + step
        labels[rows] = now[:m]
        both = alpha[step, :m] * beta[:m]
        marginals[rows] = both / both.sum(axis=1, keepdims=True)
    return Tagged(labels, marginals, probability)


def empty_state() -> Floats:
    """A table of state weights without any."""
    return np.zeros((SIZE + 1, N_LABELS), dtype=np.float32)
