"""Ids: the same content, the same id; no two contents share one by the way they are cut."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.vocabulary.ids import make_id, sibling_id


def test_an_id_has_a_prefix_and_a_digest():
    assert make_id("d", "file", "storm.txt", b"Wind rose.") == "d_8df3c88f1c10ac782e9b"


def test_the_same_parts_give_the_same_id():
    assert make_id("d", "a", b"b", 1) == make_id("d", "a", b"b", 1)


@given(st.text(), st.text())
def test_where_parts_are_cut_matters(left, right):
    whole = make_id("d", left + right)
    assert make_id("d", left, right) != whole
    assert (make_id("d", left, right) == make_id("d", right, left)) == (left == right)


@given(st.text())
def test_any_text_has_an_id_even_half_an_emoji(text):
    assert make_id("d", text + "\ud83d").startswith("d_")


def test_a_sibling_keeps_the_digest():
    assert sibling_id("a", "d_0123456789abcdef0123") == "a_0123456789abcdef0123"
