"""A linear-chain conditional random field, read for many sequences at once (Lafferty et al. 2001; Viterbi; forward-backward).

Trained with CRFsuite, evaluated with NumPy: the sequences of a batch are stepped through side by side.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.grouped import ABSENT, Feature
from tasks.enrich.quotes.learned.hashing import SIZE, Bools, Floats, Ints, Places

LABELS = ("O", "B", "I", "E", "S")  # outside; first, inner and last token of a content span; speaker
OUT, BEGIN, INNER, END, SPEAKER = range(5)
N_LABELS = len(LABELS)


class Chain:
    """Weights of a trained field.

    Attributes:
        state: (features, labels); the last row is zero, for features that do not apply.
        move: (labels, labels), from and to.
        slot: row of `state` of each place; ABSENT wraps round to the end.
    """

    def __init__(self, places: Ints, state: Floats, move: Floats) -> None:
        """Take the weights of the features at `places`."""
        self.state: Floats = np.vstack([state, np.zeros((1, N_LABELS))]).astype(np.float32)
        self.move: Floats = move.astype(np.float32)
        self.slot: Places = np.full(SIZE - ABSENT, len(places), dtype=np.int32)
        self.slot[places] = np.arange(len(places))


@dataclass(slots=True)
class Tagged:
    """Labels and marginal probabilities of all rows, and the probability of each sequence's labels."""

    labels: Ints
    marginals: Floats
    probability: Floats


def is_content(labels: Ints) -> Bools:
    """Whether each label is one of content."""
    found: Bools = (labels == BEGIN) | (labels == INNER) | (labels == END)
    return found


def content_chances(marginals: Floats) -> Floats:
    """Probability of each row of being content."""
    chances: Floats = 1 - marginals[:, OUT] - marginals[:, SPEAKER]
    return chances


def emissions(chain: Chain, features: Sequence[Feature]) -> Floats:
    """Sum of state weights of each row's features, in their order; the first ones that share groups once a group."""
    of = features[0].of
    out = np.zeros((len(features[0].places), N_LABELS), dtype=np.float32)
    n_shared = sum(1 for _ in itertools.takewhile(lambda feature: feature.of is of, features))
    for feature in features[:n_shared]:
        out += chain.state.take(chain.slot.take(feature.places, mode="wrap"), axis=0, mode="clip")
    if of is not None:
        out = out.take(of, axis=0, mode="clip")
    for feature in features[n_shared:]:
        slots = feature.of_rows(chain.slot.take(feature.places, mode="wrap"))
        out += chain.state.take(slots, axis=0, mode="clip")
    return out


def tag(chain: Chain, features: Sequence[Feature], first: Ints) -> Tagged:
    """Label the rows with these features; sequence i has rows first[i] to first[i + 1]."""
    lengths = np.diff(first)
    total = int(first[-1]) if len(first) else 0
    n = len(lengths)
    if n == 0 or total == 0:
        empty = np.zeros((total, N_LABELS), dtype=np.float32)
        return Tagged(np.zeros(total, dtype=np.int64), empty, np.zeros(n, dtype=np.float32))
    steps = _Steps(lengths, first)
    scores = emissions(chain, features).take(steps.row, axis=0)
    by_label = np.ascontiguousarray(scores.T)  # a label's scores side by side, as they are compared
    top = by_label.max(axis=0)[:, None]
    weight = np.exp(scores - top)
    best = _viterbi(chain, by_label, steps)
    alpha, log_norm = _forward(chain, weight, steps)
    beta = _backward(chain, weight, steps)
    both = alpha * beta
    both /= both.sum(axis=1, keepdims=True)
    end = steps.ends
    final = best[end].argmax(axis=1)
    log_z = np.bincount(steps.rank, weights=(log_norm + top)[:, 0], minlength=n)
    probability = np.zeros(n, dtype=np.float32)
    probability[steps.order] = np.exp(np.minimum(best[end, final] - log_z, 0))
    place = np.empty(total, dtype=np.int64)
    place[steps.row] = np.arange(total)
    return Tagged(_trace(chain, final, best, steps).take(place), both.take(place, axis=0), probability)


class _Steps:
    """Rows laid out step by step: first those that begin a sequence, longest sequence first, then the second ones ..."""

    def __init__(self, lengths: Ints, first: Ints) -> None:
        self.order = np.argsort(-lengths, kind="stable")
        self.longest = int(np.max(lengths))
        alive = np.searchsorted(-lengths[self.order], -np.arange(self.longest), side="left")
        self.bounds = np.concatenate([[0], np.cumsum(alive)])
        step = np.repeat(np.arange(self.longest), alive)
        self.rank = np.arange(len(step)) - self.bounds[step]
        self.row = first[:-1][self.order][self.rank] + step
        self.slices = [slice(a, b) for a, b in itertools.pairwise(self.bounds.tolist())]
        self.ends = self.bounds[lengths[self.order] - 1] + np.arange(len(lengths))  # by rank, the last row


def _viterbi(chain: Chain, best: Floats, steps: _Steps) -> Floats:
    """Score of the best path to each label of each row; `best`: the rows' own scores, label by label, overwritten."""
    move = chain.move[:, :, None]
    for before, here in itertools.pairwise(steps.slices):
        m = here.stop - here.start
        reached = best[:, None, before.start : before.start + m] + move
        best[:, here] += reached.max(axis=0)
    return np.ascontiguousarray(best.T)


def _trace(chain: Chain, final: Ints, best: Floats, steps: _Steps) -> Ints:
    """The labels of the best paths, laid out by step."""
    labels = np.zeros(len(best), dtype=np.int64)
    now, into = final.astype(np.int64), np.ascontiguousarray(chain.move.T)
    for before, here in itertools.pairwise(reversed(steps.slices)):
        m = before.stop - before.start
        labels[before] = now[:m]
        now[:m] = (best[here.start : here.start + m] + into[now[:m]]).argmax(axis=1)
    labels[steps.slices[0]] = now
    return labels


def _forward(chain: Chain, weight: Floats, steps: _Steps) -> tuple[Floats, Floats]:
    """Scaled forward probabilities, and the logarithm of each row's scale."""
    gain = np.exp(chain.move)
    alpha = weight.copy()
    norm = np.ones((len(weight), 1), dtype=np.float32)
    before: Floats | None = None
    for here in steps.slices:
        mine = alpha[here]
        if before is not None:
            mine *= before[: len(mine)] @ gain
        scale = norm[here]
        scale[:] = mine.sum(axis=1, keepdims=True)
        mine /= scale
        before = mine
    return alpha, np.log(norm)


def _backward(chain: Chain, weight: Floats, steps: _Steps) -> Floats:
    """Scaled backward probabilities."""
    gain = np.exp(chain.move).T.copy()
    beta = np.ones(weight.shape, dtype=np.float32)
    for step in range(steps.longest - 2, -1, -1):
        here, ahead = steps.slices[step], steps.slices[step + 1]
        live = ahead.stop - ahead.start
        mine = beta[here.start : here.start + live]
        mine[:] = (weight[ahead] * beta[ahead]) @ gain
        mine /= mine.sum(axis=1, keepdims=True)
    return beta
