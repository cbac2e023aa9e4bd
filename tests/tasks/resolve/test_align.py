"""Alignments of invented quotations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.resolve.align import align
from tasks.resolve.meaning import meaning_change

BASE = "We will not close the mill before June, because 40 families depend on it. That is a promise,"


def ops(text, base=BASE, **kwargs):
    return [tuple(op) for op in align(text, base, **kwargs).ops]


def test_the_same_words_with_other_marks_are_identical():
    aligned = align(
        "we will not close the mill before June — because 40 families depend on it; that is a promise.", BASE
    )
    assert (aligned.relation, aligned.similarity) == ("identical", 1.0)


def test_an_end_left_off_is_truncated():
    assert align("We will not close the mill before June.", BASE).relation == "truncated"
    assert ops("We will not close the mill before June.") == [
        ("keep", "We will not close the mill before June.", "We will not close the mill before June, "),
        ("cut", "", "because 40 families depend on it. That is a promise,"),
    ]


def test_a_cut_that_owns_up_is_truncated_and_one_that_does_not_is_altered():
    assert (
        align("We will not close the mill … because 40 families depend on it.", BASE).relation == "truncated"
    )
    assert align("We will not close the mill because 40 families depend on it.", BASE).relation == "altered"


def test_brackets_are_the_editors():
    found = ops("We will not close [it] before June, because 40 families depend on it.")
    assert found[1] == ("bracket", "[it] ", "the mill ")
    assert [op for op, *_ in ops("We will not close the mill [in Oddby] before June,")][:3] == [
        "keep",
        "bracket",
        "keep",
    ]


def test_more_than_the_base_is_extended():
    assert align("Listen. " + BASE, BASE).relation == "extended"


def test_a_fragment_stays_one():
    assert align("close the mill", BASE, is_fragment=True).relation == "fragment"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We will close the mill before June, because 40 families depend on it.", "negation"),
        ("We may not close the mill before June, because 40 families depend on it.", "modal"),
        ("We will not close the mill before June, because 14 families depend on it.", "number"),
        ("We will not close the mill before May, because 40 families depend on it.", "name"),
        ("We will not close the mill before June,", None),
        ("close the mill before June, because 40 families depend on it.", "negation"),
        ("That is a promise.", None),
        ("We won't close the mill before June, because 40 families depend on it.", None),
        ("We will not close the mill [in Oddby] before June, because 40 families depend on it.", None),
        (BASE, None),
    ],
)
def test_what_changes_the_meaning(text, reason):
    assert meaning_change(align(text, BASE).ops) == reason


WORDS = st.lists(
    st.sampled_from(
        [
            "we",
            "will",
            "not",
            "close",
            "the",
            "mill",
            "[sic]",
            "…",
            "in",
            "June",
            ",",
            "—",
            "“now”",
            "Oddby.",
            "40",
        ]
    ),
    max_size=25,
)


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS, st.sampled_from(["", " ", "\n "]))
def test_steps_rebuild_both_texts_exactly(a, b, edge):
    text, base = edge + " ".join(a), " ".join(b) + edge
    aligned = align(text, base)
    assert "".join(op.text for op in aligned.ops) == text
    assert "".join(op.base_text for op in aligned.ops) == base
    assert 0 <= aligned.similarity <= 1


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_a_wording_against_itself_is_identical(words):
    text = " ".join(words)
    if any(any(c.isalnum() for c in w) for w in words):
        assert align(text, text).relation == "identical"
        assert meaning_change(align(text, text).ops) is None
