"""What stands between marks: a text in, the marked stretches out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.enrich.quotes.marks import find_segments


def inner(text):
    return [text[s.inner_start : s.inner_end] for s in find_segments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” she said.", ["We won,"]),
        ('"We won," she said.', ["We won,"]),
        ("«We won», she said.", ["We won"]),
        ("„We won“, she said.", ["We won"]),
        ("''We won,'' she said.", ["We won,"]),
        ("``We won,'' she said.", ["We won,"]),
        ("‘We won,’ she said.", ["We won,"]),
        ("'We won,' she said.", ["We won,"]),
        ("‘The leaders’ plan is dead,’ she said.", ["The leaders’ plan is dead,"]),
        ("The leaders' plan won't work, they're sure of '68.", []),
        ("It is ’tis season for rock ’n’ roll.", []),
        ("“He told me ‘never’ and left,” she said.", ["He told me ‘never’ and left,"]),
        ("“One.\n“Two,” she said.", ["One.", "Two,"]),
        ("“Never closed, he said.\nNext line.", ["Never closed, he said."]),
        ("“Broken over\na line,” he said.", ["Broken over\na line,"]),
        ('She is 5\'10" tall and "glad" of it.', ["glad"]),
        ('He said. " We\'re going on." She left.', ["We're going on."]),
        ('A " Long Night " and a "day" of it.', ["day"]),
        ('Some " here and a "day" of it.', ["day"]),
        ("“” and “...” hold nothing.", []),
        ('"I asked: “Are you well?” Two said no," he said.', ["I asked: “Are you well?” Two said no,"]),
        ('"BROWN: They call it “The Tank.” It is small.', ["BROWN: They call it “The Tank.” It is small."]),
        ('"It was late. “We go,” he said, and "yes" was all.', ["It was late. ", "We go,", "yes"]),
        ("He said “yes“ twice.", ["yes"]),
    ],
)
def test_segments(text, expected):
    assert inner(text) == expected


def test_reopened_paragraph_is_marked_as_such():
    first, second = find_segments("“One.\n\n“Two,” she said.")
    assert (first.is_closed, second.is_closed) == (False, True)
    assert second.is_reopened


@given(st.text(alphabet="ab ,.\n“”\"'‘’«»„`", max_size=80))
def test_segments_are_ordered_disjoint_and_inside(text):
    at = 0
    for s in find_segments(text):
        assert at <= s.start < s.inner_start <= s.inner_end <= s.end <= len(text)
        at = s.end
