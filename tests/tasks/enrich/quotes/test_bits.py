"""A set of tokens as an integer has the runs that the set has."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.enrich.quotes.bits import bits_of, bits_of_runs, has, runs_of


def test_runs_of_tokens():
    assert runs_of(0) == []
    assert runs_of(bits_of(0, 2) | bits_of(3, 4) | bits_of(70, 70)) == [(0, 4), (70, 70)]
    assert bits_of(3, 2) == 0


@given(st.sets(st.integers(0, 200)))
def test_runs_hold_the_tokens_and_are_apart(tokens):
    bits = sum(1 << i for i in tokens)
    runs = runs_of(bits)
    assert bits_of_runs(runs) == bits
    assert all(has(bits, i) == (i in tokens) for i in range(201))
    assert [i for low, high in runs for i in range(low, high + 1)] == sorted(tokens)
    assert all(behind > high + 1 for (_, high), (behind, _) in pairwise(runs))
