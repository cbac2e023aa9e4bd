"""What is said, once more: one change of its extent at a time."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.enrich.quotes.learned.crf import BEGIN, END, INNER, OUT, Tagged
from tasks.enrich.quotes.learned.edits import ADD, DROP, FILL, START, STOP, read_edits
from tasks.enrich.quotes.learned.extent import add, best_edits, take_out, with_edits
from tasks.enrich.quotes.learned.speaker_rank import shares
from tasks.enrich.quotes.learned.windows import Windows


def edits_of(labels, likely=()):
    """The changes of one window whose tagger is sure of its labels but for `likely` (row, label, probability)."""
    n = len(labels)
    marginals = np.zeros((n, 5), dtype=np.float32)
    marginals[np.arange(n), labels] = 1
    for row, label, chance in likely:
        marginals[row] *= 1 - chance
        marginals[row, label] += chance
    rows = np.arange(n)
    windows = Windows(np.zeros(n, np.int64), rows + 100, np.array([0, n]), rows, rows, rows)
    first = np.array([i for i, x in enumerate(labels) if x == BEGIN])
    last = np.array([i for i, x in enumerate(labels) if x == END])
    tagged = Tagged(np.array(labels), marginals, np.ones(1, np.float32))
    edits = read_edits(windows, tagged, (np.zeros(len(first), np.int64), first, last), np.zeros(1, np.int64))
    return {
        (int(k), bool(a), int(low), int(high))
        for k, a, low, high in zip(edits.kind, edits.is_added, edits.low, edits.high, strict=True)
    }


def test_another_first_or_last_token_is_a_change():
    # “She hopes (that) ⟨the lamps burn⟩ (, he says).”
    labels = [OUT, OUT, OUT, BEGIN, INNER, INNER, END, OUT, OUT]
    assert edits_of(labels) == set()
    assert edits_of(labels, [(2, BEGIN, 0.3)]) == {(START, True, 102, 102)}
    assert edits_of(labels, [(5, BEGIN, 0.3)]) == {(START, False, 103, 104)}
    assert edits_of(labels, [(4, END, 0.3)]) == {(STOP, False, 105, 106)}
    assert edits_of(labels, [(7, END, 0.1), (8, END, 0.1)]) == {
        (STOP, True, 107, 107),
        (STOP, True, 107, 108),
    }


def test_runs_can_be_dropped_joined_and_added():
    labels = [BEGIN, END, OUT, OUT, BEGIN, END, OUT, OUT, OUT]
    runs = {(DROP, False, 100, 101), (DROP, False, 104, 105), (FILL, True, 102, 103)}
    assert edits_of(labels) == runs
    assert edits_of(labels, [(7, INNER, 0.3), (8, INNER, 0.3)]) == runs | {(ADD, True, 107, 108)}


token_runs = st.sets(st.integers(0, 30), min_size=1).map(lambda tokens: [(t, t) for t in sorted(tokens)])


def tokens_of(runs):
    return {x for a, b in runs for x in range(a, b + 1)}


@given(token_runs, st.integers(0, 30), st.integers(0, 8))
def test_changes_are_those_of_sets_of_tokens(runs, low, more):
    change = set(range(low, low + more + 1))
    for got, expected in (
        (add(runs, low, low + more), tokens_of(runs) | change),
        (take_out(runs, low, low + more), tokens_of(runs) - change),
    ):
        assert tokens_of(got) == expected
        assert got == sorted(got)
    joined = add(runs, low, low + more)
    assert all(b + 1 < c for (_, b), (c, _) in itertools.pairwise(joined))


def test_the_best_change_of_each_is_made_and_none_leaves_nothing():
    labels = [BEGIN, INNER, INNER, END, OUT]
    n = len(labels)
    marginals = np.eye(5, dtype=np.float32)[labels]
    marginals[1, END] = marginals[2, END] = 0.4
    windows = Windows(np.zeros(n, np.int64), np.arange(n), np.array([0, n]), *[np.arange(n)] * 3)
    one_run = (np.zeros(1, np.int64), np.zeros(1, np.int64), np.array([3]))
    edits = read_edits(
        windows, Tagged(np.array(labels), marginals, np.ones(1)), one_run, np.zeros(1, np.int64)
    )
    assert best_edits(edits, np.array([0.4, 0.6])).tolist() == [1]
    assert best_edits(edits, np.array([0.0, -0.6])).tolist() == []
    assert with_edits([[(0, 3)]], edits, [1]) == [[(0, 2)]]
    edits.low[1] = 0
    assert with_edits([[(0, 3)]], edits, [1]) == [[(0, 3)]]


def test_ranks_are_shared_out_among_the_candidates_of_one():
    got = shares(np.array([0.0, 0.0, 5.0, 700.0, -700.0]), np.array([0, 0, 3, 4, 4]))
    assert np.allclose(got, [0.5, 0.5, 1, 1, 0])
