"""Runs before and a run, whether it is flagged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.lake.drift import FEWEST_RUNS, Figures, measures

USUAL = Figures("r", 50, 5, 200, 30)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    n_articles, n_quotes = draw(st.integers(0, 1000)), draw(st.integers(0, 1000))
    return Figures(
        "r", n_articles, draw(st.integers(0, n_articles)), n_quotes, draw(st.integers(0, n_quotes))
    )


def flagged(now: Figures, before: list[Figures]) -> list[str]:
    return [one.name for one in measures(now, before) if one.has_drifted]


@pytest.mark.parametrize(
    ("now", "names"),
    [
        (USUAL, []),
        (Figures("r", 50, 30, 200, 30), ["share of articles without a date"]),
        (Figures("r", 50, 5, 20, 3), ["quotations an article"]),
        (Figures("r", 50, 5, 200, 120), ["share of quotations of nobody"]),
        (Figures("r", 50, 5, 0, 0), ["quotations an article"]),
        (Figures("r", 4, 4, 0, 0), []),  # so few articles tell nothing
    ],
)
def test_a_run_is_compared_with_those_before(now: Figures, names: list[str]) -> None:
    assert flagged(now, [USUAL] * 20) == names


def test_one_odd_run_before_hides_nothing() -> None:
    assert flagged(Figures("r", 50, 30, 200, 30), [USUAL] * 12 + [Figures("r", 50, 50, 5, 5)] * 4)


def test_few_runs_before_tell_nothing() -> None:
    assert flagged(Figures("r", 50, 50, 0, 0), [USUAL] * (FEWEST_RUNS - 1)) == []


@given(st.lists(figures(), max_size=20))
def test_a_run_like_all_others_is_never_flagged(before: list[Figures]) -> None:
    assert flagged(USUAL, [USUAL] * len(before)) == []
    assert len(measures(USUAL, before)) == 3
