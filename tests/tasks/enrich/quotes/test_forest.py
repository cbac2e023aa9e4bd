"""Trees asked of many rows at once say what LightGBM says of each, to the last bit."""

import lightgbm
import numpy as np
import pytest

from tasks.enrich.quotes.learned.forest import not_above, read_forest, read_tree


def booster(objective, rows, wanted, **more):
    settings = {
        "objective": objective,
        "num_leaves": 13,
        "min_data_in_leaf": 5,
        "verbose": -1,
        "num_threads": 1,
    }
    return lightgbm.train(
        settings | more,
        lightgbm.Dataset(rows, wanted, **({"group": [len(wanted)]} if objective == "lambdarank" else {})),
        12,
    )


@pytest.mark.parametrize("objective", ["binary", "regression", "lambdarank"])
def test_sums_are_those_of_lightgbm(objective):
    rng = np.random.default_rng(3)
    rows = np.column_stack([rng.random((3000, 4)), rng.integers(0, 3, (3000, 4))]).astype(np.float32)
    wanted = (rows[:, 0] + rows[:, 5] > 1.2).astype(int)
    trained = booster(objective, rows, wanted)
    forest = read_forest(trained.model_to_string())
    assert (forest.predict(rows) == trained.predict(rows)).all()
    assert (forest.predict(rows[:1]) == trained.predict(rows[:1])).all()


def test_shares_of_several_classes_are_those_of_lightgbm():
    rng = np.random.default_rng(4)
    rows = rng.integers(0, 9, (400, 2)).astype(np.float32)
    wanted = rows[:, 0].astype(int) % 3
    trained = booster("multiclass", rows, wanted, num_class=3)
    assert (read_forest(trained.model_to_string()).predict(rows) == trained.predict(rows)).all()


def test_a_number_that_is_missing_is_nought_as_to_lightgbm():
    rng = np.random.default_rng(5)
    rows = (rng.random((500, 3)) - 0.5).astype(np.float32)
    trained = booster("regression", rows, rows[:, 0] > 0)
    rows[::3, 0] = np.nan
    assert (read_forest(trained.model_to_string()).predict(rows) == trained.predict(rows)).all()


@pytest.mark.parametrize(
    ("objective", "says"), [("poisson", "objective 'poisson"), ("regression", "missing")]
)
def test_what_is_not_read_is_said(objective, says):
    rng = np.random.default_rng(6)
    rows = rng.random((400, 2)).astype(np.float32)
    if objective == "regression":
        rows[::2, 0] = np.nan
    text = booster(objective, rows, rng.random(400)).model_to_string()
    with pytest.raises(ValueError, match=says):
        read_forest(text)


def test_a_threshold_between_two_single_numbers_parts_them():
    low, high = np.float32(1), np.nextafter(np.float32(1), np.float32(2))
    between = (np.float64(low) + np.float64(high)) / 2
    near = not_above(np.array([between, float(low), float(high)]))
    assert near.tolist() == [low, low, high]


def test_a_subtree_stands_for_its_leaves():
    #      0: ( 1: (a, b), 2: (c, d) )   leaves from left to right 0 to 3
    tree = read_tree([7, 8, 9], [(1, 2), (-1, -2), (-3, -4)], np.array([0.1, 0.2, 0.3, 0.4]))
    assert [(step.condition, step.place, step.left, step.right) for step in tree.steps] == [
        (7, 0, 1, 2),
        (8, 1, 3, 4),
        (9, 2, 5, 6),
    ]
    assert tree.bits == [[4, 6], [2]]
