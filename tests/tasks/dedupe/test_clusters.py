"""Copies gather around what they copy; furniture and roundups glue nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dedupe.clusters import Link, cluster


def near(a, b):
    return Link(a, b, 0.8, 0.9)


def inside(small, large, fill=0.3):
    """A text of which all is in a larger one, and makes up `fill` of it."""
    return Link(small, large, fill, 1.0)


def groups(size, links, outlets=None):
    labels = cluster(outlets or [f"outlet{i}" for i in range(size)], links)
    return sorted(sorted(i for i in range(size) if labels[i] == label) for label in set(labels))


def test_near_copies_are_one_cluster():
    assert groups(4, [near(0, 1), near(1, 2)]) == [[0, 1, 2], [3]]


def test_rewrites_gather_around_the_wire_they_embed():
    assert groups(5, [inside(0, n) for n in (1, 2, 3)]) == [[0, 1, 2, 3], [4]]


def test_a_footer_that_every_page_of_an_outlet_contains_joins_nothing():
    links = [inside(0, n, 0.3) for n in (1, 2, 3)]
    assert groups(4, links, ["ledger"] * 4) == [[0], [1], [2], [3]]


def test_a_page_is_not_furniture_because_its_versions_contain_it():
    links = [inside(0, n, 0.3) for n in (1, 2, 3)] + [near(1, 2), near(2, 3)]
    assert groups(4, links, ["ledger"] * 4) == [[0, 1, 2, 3]]


def test_a_roundup_joins_the_wire_that_fills_most_of_it_only():
    assert groups(4, [inside(0, 3, 0.3), inside(1, 3, 0.35), inside(2, 3, 0.3)]) == [[0], [1, 3], [2]]


def test_a_brief_joins_the_long_piece_it_was_cut_from():
    assert groups(2, [inside(0, 1, 0.05)]) == [[0, 1]]


def test_a_line_in_two_unrelated_pieces_joins_neither():
    assert groups(3, [inside(0, 1, 0.05), inside(0, 2, 0.05)]) == [[0], [1], [2]]


def test_several_briefs_of_one_long_page_do_not_glue_each_other():
    assert groups(3, [inside(0, 2, 0.05), inside(1, 2, 0.06)]) == [[0], [1, 2]]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_order_of_the_pairs_does_not_matter(data):
    size = 8
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
        lambda pair: pair[0] != pair[1]
    )
    kinds = st.sampled_from([near, inside, lambda a, b: inside(a, b, 0.05)])
    links = list(
        {
            pair: kind(*pair) for pair, kind in data.draw(st.lists(st.tuples(ends, kinds), max_size=12))
        }.values()
    )
    assert groups(size, links, ["ledger"] * size) == groups(
        size, data.draw(st.permutations(links)), ["ledger"] * size
    )
