"""Who else claims a word: the strongest claim of another extraction, whatever lies on top."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.enrich.quotes.learned.claims import Claims


def test_ones_own_claim_does_not_count():
    claims = Claims(4, np.array([0, 1, 1]), np.array([0.5, 0.5, 0.75], np.float32), np.array([7, 7, 8]))
    assert claims.of_others(np.array([1, 1, 1]), np.array([7, 8, 9])).tolist() == [0.75, 0.5, 0.75]
    assert claims.of_others(np.array([0, 3]), np.array([7, 7])).tolist() == [0, 0]


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 3)), st.sampled_from([0.25, 0.5, 1.0])))
def test_the_strongest_of_another_is_found(made):
    token, owner = np.array([*made], dtype=np.int64).reshape(-1, 2).T
    claims = Claims(6, token, np.array([*made.values()], np.float32), owner)
    for here in range(6):
        for mine in range(5):
            best = max((s for (t, k), s in made.items() if t == here and k != mine), default=0)
            assert claims.of_others(np.array([here]), np.array([mine])).tolist() == [best]
