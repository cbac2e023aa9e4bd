"""Shared passages are the same words in both texts, each long enough and none twice."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dedupe.passages import PASSAGE_WORDS, passages, runs_of
from tasks.dedupe.shingles import shingle


def shared(a, b):
    batch = shingle([a, b])
    return passages(batch, runs_of(batch), 0, 1)


def words(text):
    return re.findall(r"\w+", text.lower())


def test_a_quoted_paragraph_is_shown_in_both_texts():
    wire = "The ferry ran aground in thick fog early on Friday and nobody on board was hurt"
    rewrite = f"Our reporter writes: {wire.upper()}, the wire said."
    (passage,) = shared(f"PORT SELWICK — {wire}.", rewrite)
    assert f"PORT SELWICK — {wire}."[passage.a_start : passage.a_end] == wire
    assert rewrite[passage.b_start : passage.b_end] == wire.upper()


def test_a_run_of_ten_words_is_no_passage():
    run = " ".join(f"w{k}" for k in range(PASSAGE_WORDS - 1))
    assert shared(f"one {run} two", f"three {run} four") == []


def test_a_passage_that_stands_twice_in_one_text_is_matched_once():
    run = " ".join(f"w{k}" for k in range(14))
    assert len(shared(f"{run} and more", f"{run} then {run}")) == 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_passages_are_equal_long_enough_and_apart(data):
    pieces = [" ".join(f"p{n}w{k}" for k in range(9 + n)) for n in range(5)]
    order = st.lists(st.sampled_from([*pieces, "x", "y z", ", "]), max_size=8)
    a, b = " ".join(data.draw(order)), " ".join(data.draw(order))
    found = shared(a, b)
    taken_a, taken_b = set(), set()
    for passage in found:
        left, right = a[passage.a_start : passage.a_end], b[passage.b_start : passage.b_end]
        assert words(left) == words(right)
        assert len(words(left)) >= PASSAGE_WORDS
        span_a, span_b = set(range(*passage[:2])), set(range(*passage[2:]))
        assert not span_a & taken_a
        assert not span_b & taken_b
        taken_a |= span_a
        taken_b |= span_b
    long_runs = [
        piece for piece in pieces if len(words(piece)) >= PASSAGE_WORDS and piece in a and piece in b
    ]
    assert bool(found) >= bool(long_runs)
