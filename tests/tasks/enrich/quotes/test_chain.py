"""The field that tags contents, against all ways to label a few short sequences."""

import itertools

import numpy as np
import pytest

from tasks.enrich.quotes.learned.crf import LABELS, Chain, emissions, tag
from tasks.enrich.quotes.learned.grouped import ABSENT, Feature, laid_out

PLACES = 12
N_LABELS = len(LABELS)


@pytest.fixture
def chain():
    draw = np.random.default_rng(7)
    return Chain(np.arange(PLACES), draw.normal(size=(PLACES, N_LABELS)), draw.normal(size=(N_LABELS,) * 2))


def features(n_rows, seed=1):
    """Two features of pairs of rows, one of each row, one of all, in places that are known, unknown or none."""
    draw = np.random.default_rng(seed)
    pairs = np.arange(n_rows) // 2
    drawn = [draw.integers(ABSENT, PLACES + 3, n).astype(np.int32) for n in (n_rows, n_rows, n_rows, 1)]
    groups = [pairs, pairs, None, np.zeros(n_rows, dtype=np.int64)]
    return [Feature(places, of) for places, of in zip(drawn, groups, strict=True)]


def test_rows_of_a_group_have_its_features(chain):
    grouped = features(6)
    rows = laid_out(grouped)
    assert rows.shape == (6, 4)
    assert (rows[0, :2] == rows[1, :2]).all()
    apart = [Feature(column, None) for column in rows.T]
    assert (emissions(chain, grouped) == emissions(chain, apart)).all()


def test_labels_and_probabilities_are_those_of_all_paths(chain):
    first = np.array([0, 3, 4, 8])
    tagged = tag(chain, features(8), first)
    scores = emissions(chain, features(8)).astype(np.float64)
    for k, (low, high) in enumerate(itertools.pairwise(first.tolist())):
        paths = list(itertools.product(range(N_LABELS), repeat=high - low))
        score = np.array(
            [
                sum(scores[low + i, x] for i, x in enumerate(path))
                + sum(chain.move[x, y] for x, y in itertools.pairwise(path))
                for path in paths
            ]
        )
        chance = np.exp(score) / np.exp(score).sum()
        assert tuple(tagged.labels[low:high]) == paths[int(score.argmax())]
        assert tagged.probability[k] == pytest.approx(chance.max(), rel=1e-4)
        for i, label in itertools.product(range(high - low), range(N_LABELS)):
            share = chance[[path[i] == label for path in paths]].sum()
            assert tagged.marginals[low + i, label] == pytest.approx(share, rel=1e-3, abs=1e-5)


def test_no_sequence_has_no_labels(chain):
    tagged = tag(chain, features(0), np.zeros(1, dtype=np.int64))
    assert len(tagged.labels) == len(tagged.probability) == 0
