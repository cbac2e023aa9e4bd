"""Runs of tokens as columns say what the runs say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.enrich.quotes.learned.runs import run_columns, tokens_of

TOKENS = 20


@st.composite
def runs(draw: st.DrawFn) -> list[tuple[int, int]]:
    """One or more runs in order, apart from each other."""
    edges = draw(st.lists(st.integers(0, TOKENS), min_size=2, max_size=6, unique=True))
    edges = sorted(edges)[: len(edges) // 2 * 2]
    return [(low, high - 1) for low, high in zip(edges[::2], edges[1::2], strict=True)]


@given(st.lists(runs(), max_size=4))
def test_who_holds_a_token(every: list[list[tuple[int, int]]]) -> None:
    columns = run_columns(every)
    assert columns.first.tolist() == [mine[0][0] for mine in every]
    assert columns.last.tolist() == [mine[-1][1] for mine in every]
    owner, token = np.indices((len(every), TOKENS)).reshape(2, -1)
    assert columns.holds(owner, token).tolist() == [
        any(low <= at <= high for low, high in mine) for mine in every for at in range(TOKENS)
    ]
    assert tokens_of(columns.low, columns.high).tolist() == [
        at for mine in every for low, high in mine for at in range(low, high + 1)
    ]
