"""Raw offsets: whatever cleaning cuts out of a text, what is left can be found again in the raw text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.vocabulary.offsets import Piece, RawMap, Span, merge_pieces

RAW = "Share this\n“We will,” he said.\nAdvertisement\n“We must.”\n"
KEPT = RawMap((Piece(0, 20, 11, 20), Piece(20, 10, 45, 10)))  # the two paragraphs without what stood between
TEXT = RAW[11:31] + RAW[45:55]


def test_a_span_within_a_piece_is_carried_over():
    assert TEXT[0:20] == "“We will,” he said.\n"
    assert KEPT.split((1, 9)) == [(Span(1, 9), Span(12, 20))]
    assert KEPT.to_raw((1, 9)) == Span(12, 20)


def test_a_span_across_an_interruption_is_split():
    assert KEPT.split((11, 29)) == [(Span(11, 20), Span(22, 31)), (Span(20, 29), Span(45, 54))]
    assert KEPT.to_raw((11, 29)) == Span(22, 54)


def test_pieces_that_touch_in_both_texts_are_one():
    assert merge_pieces([Piece(0, 3, 5, 3), Piece(3, 4, 8, 4), Piece(7, 0, 12, 0)]) == (Piece(0, 7, 5, 7),)


def test_a_repaired_piece_is_covered_whole():
    repaired = RawMap((Piece(0, 4, 0, 4), Piece(4, 1, 4, 3), Piece(5, 4, 7, 4)))  # "Itâ€™s" became "It’s"
    assert repaired.split((2, 6)) == [(Span(2, 6), Span(2, 8))]
    assert repaired.to_raw((4, 5)) == Span(4, 7)


def test_joining_newlines_have_no_raw_place():
    joined = RawMap((Piece(0, 3, 10, 3), Piece(4, 3, 20, 3)))
    assert joined.to_raw((3, 4)) is None
    assert joined.split((0, 7)) == [(Span(0, 3), Span(10, 13)), (Span(4, 7), Span(20, 23))]


def test_html_has_no_map():
    assert RawMap.from_rows(None) is None


@st.composite
def cleaned(draw):
    """A raw text, the parts of it that were kept, the cleaned text and its map."""
    parts = draw(st.lists(st.tuples(st.text(max_size=12), st.booleans()), max_size=12))
    raw, text, pieces = "", "", []
    for content, is_kept in parts:
        if is_kept:
            pieces.append(Piece(len(text), len(content), len(raw), len(content)))
            text += content
        raw += content
    return raw, text, RawMap(merge_pieces(pieces))


@given(cleaned(), st.data())
def test_parts_slice_back_to_the_same_characters(article, data):
    raw, text, raw_map = article
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    parts = raw_map.split((start, end))
    assert all(text[a:b] == raw[c:d] for (a, b), (c, d) in parts)
    assert "".join(text[a:b] for (a, b), _ in parts) == text[start:end]
    assert all(first[1].end < second[1].start for first, second in pairwise(parts))
    whole = raw_map.to_raw((start, end))
    assert (whole is None) == (start == end)
    if whole:
        assert raw[whole.start] == text[start]
        assert raw[whole.end - 1] == text[end - 1]


@given(cleaned())
def test_rows_give_the_map_back(article):
    _, _, raw_map = article
    assert RawMap.from_rows(raw_map.to_rows()) == raw_map
