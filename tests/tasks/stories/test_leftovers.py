"""A piece that nothing is like on average joins the story that four of its articles speak for."""

import numpy as np

from tasks.stories.leftovers import choose, closeness
from tasks.stories.parts import Parts
from tasks.stories.regroup import LEAST_LIKENESS, regroup
from tasks.stories.similarity import SCALE, Pairs
from tasks.stories.units import Units
from tests.tasks.stories.rows import vectors_of

LEAST = round(LEAST_LIKENESS * SCALE)


def joined(likenesses, clusters, leftovers):
    """Which clusters of leftovers join which, given how alike pairs of units are."""
    pairs = Pairs(
        np.array([i for i, _ in likenesses], np.int64),
        np.array([j for _, j in likenesses], np.int64),
        np.array([round(value * SCALE) for value in likenesses.values()], np.int64),
    )
    cluster = np.array(clusters, np.int64)
    return choose(closeness(np.isin(cluster, leftovers), pairs, cluster), cluster, LEAST)


def test_four_articles_of_a_great_story_are_enough():
    story = [0] * 20
    assert joined({(0, 20): 0.12, (1, 20): 0.14, (2, 20): 0.1, (3, 20): 0.12}, [*story, 20], [20]) == {20: 0}


def test_three_are_not_unless_they_are_as_alike_as_four():
    clusters = [0, 0, 0, 3]
    assert joined({(0, 3): 0.14, (1, 3): 0.14, (2, 3): 0.14}, clusters, [3]) == {}
    assert joined({(0, 3): 0.16, (1, 3): 0.16, (2, 3): 0.16}, clusters, [3]) == {3: 0}


def test_of_two_stories_the_nearer_takes_it_and_of_equals_the_one_of_the_least_unit():
    clusters = [0, 0, 0, 3, 3, 3, 6]
    near_both = {(0, 6): 0.3, (1, 6): 0.2, (3, 6): 0.3, (4, 6): 0.2}
    assert joined(near_both, clusters, [6]) == {6: 0}
    assert joined({**near_both, (5, 6): 0.11}, clusters, [6]) == {6: 3}


def test_two_that_belong_together_go_where_one_of_them_is_called():
    likenesses = {(0, 3): 0.2, (1, 3): 0.2, (2, 3): 0.2, (3, 4): 0.9}
    assert joined(likenesses, [0, 0, 0, 3, 3], [3]) == {3: 0}


def newsroom():
    """Rows of unit length: a story of two wings with 2 and 4 units, and a comment that knows the second wing alone."""
    wings = np.array([[1.0, 0.0, 0.0], [1.0, 0.3, 0.0]] + [[0.2, 1.0, 0.0]] * 4)
    comment = [[0.0, 0.13, 1.0]]
    rows = np.vstack([wings, comment])
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def told(rows, stories, touched):
    days = np.zeros(len(rows))
    units = Units(vectors_of(rows), days, np.array(stories, np.int64), np.array(touched, bool))
    active, label = regroup(units)
    return units, dict(zip(active.tolist(), label.tolist(), strict=True))


def test_a_comment_joins_the_story_whose_articles_it_is_like():
    _, labels = told(newsroom(), [-1] * 7, [True] * 7)
    assert labels == dict.fromkeys(range(7), 0)


def test_a_story_is_told_apart_into_its_core_and_what_joined_it():
    units, _ = told(newsroom(), [-1] * 7, [True] * 7)
    parts = Parts(Units(units.vectors, units.days, np.zeros(7, np.int64), np.zeros(7, bool)), LEAST_LIKENESS)
    assert parts.tell_apart([0]) == [0]
    core, left_over = parts.core(0), parts.number[6]
    assert parts.number.tolist() == [core] * 6 + [left_over]
    assert parts.members(core).tolist() == [0, 1, 2, 3, 4, 5]
    assert parts.members(left_over).tolist() == [6]


def test_a_comment_leaves_for_a_story_that_is_told_later():
    rows = np.vstack([newsroom(), [[0.0, 0.0, 1.0]] * 3])
    _, labels = told(rows, [0] * 7 + [-1] * 3, [False] * 7 + [True] * 3)
    assert {labels[unit] for unit in (6, 7, 8, 9)} == {6}
    assert {labels.get(unit, 0) for unit in range(6)} == {0}
