"""A story grows as articles arrive, and the result is that of clustering everything at once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.stories.regroup import regroup
from tasks.stories.units import Units
from tests.tasks.stories.rows import vectors_of


def unit_rows(points):
    """Rows of unit length from lists of weights."""
    rows = np.array(points, float) + 1e-3
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def grouped(vectors, days, stories, touched):
    units = Units(vectors_of(vectors), days, np.array(stories, np.int64), np.array(touched, bool))
    active, label = regroup(units)
    return dict(zip(active.tolist(), label.tolist(), strict=True))


def rebuild(vectors, days):
    size = len(vectors)
    return grouped(vectors, days, [-1] * size, [True] * size)


def partition(labels):
    groups = {}
    for item, label in labels.items():
        groups.setdefault(label, set()).add(item)
    return sorted(sorted(group) for group in groups.values())


@st.composite
def newsrooms(draw):
    """Units near a few subjects, so that stories touch, compete and break; some undated."""
    size = draw(st.integers(4, 40))
    chance = np.random.default_rng(draw(st.integers(0, 10**6)))
    width = draw(st.sampled_from([4, 8, 14]))
    subjects = chance.random((draw(st.integers(1, 6)), width)) ** draw(st.sampled_from([2, 6]))
    points = subjects[chance.integers(0, len(subjects), size)] * chance.random((size, width)) ** 2
    points += chance.random((size, width)) ** 8 * draw(st.sampled_from([0.1, 0.6]))
    days = chance.integers(0, draw(st.sampled_from([2, 60, 300])), size).astype(float)
    days[chance.random(size) < 0.2] = np.nan
    batches = chance.integers(0, draw(st.integers(2, 4)), size)
    return unit_rows(points), days, batches


@settings(max_examples=150, deadline=None)
@given(newsrooms())
def test_in_batches_is_as_all_at_once(newsroom):
    vectors, days, batches = newsroom
    # absent units are rows without terms: nothing is like them
    story = np.full(len(vectors), -1)
    present = np.zeros(len(vectors), bool)
    for batch in range(batches.max() + 1):
        arrive = batches == batch
        present |= arrive
        now = np.flatnonzero(present)
        labels = grouped(vectors[now], days[now], story[now], arrive[now])
        for item, label in labels.items():
            story[now[item]] = now[label]
    assert partition(dict(enumerate(story.tolist()))) == partition(rebuild(vectors, days))


@settings(max_examples=60, deadline=None)
@given(newsrooms())
def test_taking_units_out_is_as_if_they_had_never_been(newsroom):
    vectors, days, batches = newsroom
    story = np.array([label for _, label in sorted(rebuild(vectors, days).items())])
    stays = batches > 0
    lost = np.isin(story, story[~stays])[stays]
    labels = grouped(vectors[stays], days[stays], story[stays], lost)
    after = {item: labels.get(item, -1 - number) for item, number in enumerate(story[stays].tolist())}
    assert partition(after) == partition(rebuild(vectors[stays], days[stays]))


def test_far_stories_are_left_alone():
    vectors = unit_rows([[1, 0, 0], [1, 0.1, 0], [0, 0, 1], [0, 0.1, 1], [0.9, 0.05, 0]])
    labels = grouped(vectors, np.zeros(5), [0, 0, 1, 1, -1], [False] * 4 + [True])
    assert labels == {0: 0, 1: 0, 4: 0}


def test_look_alike_events_months_apart_stay_apart():
    vectors = unit_rows([[1, 0.2], [1, 0.25], [1, 0.22], [1, 0.21]])
    days = np.array([0.0, 1.0, 200.0, 201.0])
    assert partition(rebuild(vectors, days)) == [[0, 1], [2, 3]]


def test_a_story_stays_whole_where_a_new_article_is_like_one_of_its_articles_alone():
    halves = [[1, 0, 0, 0.4], [1, 0, 0, 0], [0.25, 1, 0, 0], [0.25, 1, 0, 0]]
    others = [[0, 0, 1, 0.6], [0, 0, 1, 0.6]]
    vectors = unit_rows([*halves, *others, [0, 0, 0.5, 1]])
    likeness = vectors @ vectors.T
    assert likeness[6, 0] > likeness[:2, 2:4].mean() > likeness[6, :2].mean()
    assert grouped(vectors, np.zeros(7), [0] * 4 + [1] * 2 + [-1], [False] * 6 + [True]) == {4: 4, 5: 4, 6: 4}
