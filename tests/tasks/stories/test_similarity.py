"""How alike units are, with terms read only where they may matter."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.stories.similarity import SCALE, Known, alike
from tests.tasks.stories.rows import vectors_of


def unit_rows(points):
    rows = np.array(points, float) + 1e-3
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@given(st.integers(0, 10**6))
def test_every_pair_in_reach_comes_once(seed):
    chance = np.random.default_rng(seed)
    rows = unit_rows(chance.random((12, 6)) ** 3).astype(np.float32)
    days = chance.integers(0, 200, 12).astype(float)
    days[chance.random(12) < 0.3] = np.nan
    asked = np.flatnonzero(chance.random(12) < 0.5)
    gap = np.abs(np.nan_to_num(days[:, None] - days[None, :]))
    expected = (rows.astype(float) @ rows.astype(float).T) * np.where(
        gap <= 90, 0.25 + 0.75 * np.exp(-gap / 30), 0
    )
    pairs = alike(vectors_of(rows), days, asked, np.arange(12))
    found = {
        frozenset(pair): likeness
        for *pair, likeness in zip(pairs.i.tolist(), pairs.j.tolist(), pairs.likeness.tolist(), strict=True)
    }
    assert len(found) == len(pairs.i)
    for i in range(12):
        for j in range(i):
            is_there = (i in asked or j in asked) and expected[i, j] >= 0.1
            assert (frozenset((i, j)) in found) == is_there
            if is_there:
                assert abs(found[frozenset((i, j))] - expected[i, j] * SCALE) <= 2


def test_terms_out_of_reach_in_time_are_not_read():
    days = np.array([0.0, 80.0, 170.0, 400.0, np.nan])
    reads = []
    known = Known(vectors_of(unit_rows([[1, 0]] * 5), reads), days)
    known.ask(np.array([0]))
    assert reads == [[0, 1, 4]]
    known.ask(np.array([1]))
    assert reads == [[0, 1, 4], [2]]
    known.ask(np.array([4]))  # it has no time, so it may meet all
    assert reads == [[0, 1, 4], [2], [3]]


def test_units_without_terms_are_like_nothing():
    pairs = alike(vectors_of([[1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]), np.zeros(3), np.arange(3), np.arange(3))
    assert list(zip(pairs.i.tolist(), pairs.j.tolist(), strict=True)) == [(0, 2)]


def test_no_unit_need_have_terms():
    pairs = alike(vectors_of([[0.0], [0.0]]), np.zeros(2), np.arange(2), np.arange(2))
    assert not len(pairs.i)
