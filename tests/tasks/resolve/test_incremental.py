"""However articles arrive, the warehouse ends up the same, ids included."""

import random

import pytest
from resolve_warehouse import MemoryWarehouse, random_newsroom, together


def after(*batches):
    warehouse = MemoryWarehouse()
    for batch in batches:
        warehouse.run(together(batch))
    return warehouse.snapshot()


@pytest.mark.parametrize("seed", range(6))
def test_splits_and_orders_give_identical_tables(seed):
    articles = random_newsroom(seed)
    at_once = after(articles)
    rnd = random.Random(seed)
    rnd.shuffle(articles)
    cuts = sorted(rnd.sample(range(1, len(articles)), rnd.randint(1, 4)))
    parts = [articles[a:b] for a, b in zip([0, *cuts], [*cuts, len(articles)], strict=False)]
    split = after(*parts)
    for table, rows in at_once.items():
        assert split[table] == rows, table


def test_deriving_articles_again_changes_nothing():
    articles = random_newsroom(3)
    once = after(articles)
    assert after(articles, articles[:4]) == once
    assert after(articles, articles) == once


@pytest.mark.parametrize("seed", range(4))
def test_articles_that_are_read_otherwise_than_before_leave_no_trace(seed):
    articles = random_newsroom(seed)
    before = [{**rows, "mentions": rows["mentions"][:1]} for rows in articles[:4]]
    assert after([*before, *articles[4:]], articles[:4]) == after(articles)
