"""However articles arrive, the warehouse ends up the same, ids included."""

import random

import pytest
from resolve_warehouse import MemoryWarehouse, article, named_newsroom, random_newsroom, together


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


@pytest.mark.parametrize("seed", range(12))
def test_names_that_bear_on_each_other_may_come_one_by_one(seed):
    articles = named_newsroom(seed)
    rnd = random.Random(seed)
    rnd.shuffle(articles)
    wanted = after(articles)
    batches, rest = [], list(articles)
    while rest:
        size = rnd.choice([1, 1, 2, 3, 8])
        batches.append(rest[:size])
        rest = rest[size:]
    found = after(*batches)
    for table, rows in wanted.items():
        assert found[table] == rows, table


@pytest.mark.parametrize("seed", range(6))
def test_names_that_go_leave_no_trace(seed):
    """Articles are read otherwise than before: what they named no longer stands anywhere, or in fewer articles."""
    articles = named_newsroom(seed)
    otherwise = named_newsroom(seed + 100)
    warehouse = MemoryWarehouse()
    for batch in (otherwise[:12], articles[12:], articles[:5], articles[5:12]):
        warehouse.run(together(batch))
    assert warehouse.snapshot() == after(articles)


def test_where_the_rules_have_changed_all_is_judged_anew():
    articles = named_newsroom(1)
    warehouse = MemoryWarehouse()
    warehouse.run(together(articles[:16]))
    warehouse.tables["rules"] = [{"stage": "resolve", "digest": "of an older version"}]
    for kept in ("article_names", "known_names", "short_forms"):
        warehouse.tables[kept] = []
    warehouse.run(together(articles[16:]))
    assert warehouse.snapshot() == after(articles)


def test_a_run_reads_again_only_what_it_bears_on():
    warehouse = MemoryWarehouse()
    warehouse.run(together(random_newsroom(1)))
    stranger = ("Ada Quillfeather", "PERSON", "Ada Quillfeather")
    changes = warehouse.run(article(99, "…", people=[stranger, ("Oddby", "GPE", "Oddby")]))
    rows = {change.table: change.rows.num_rows for change in changes if change.table != "quotes"}
    assert (rows["entities"], rows["mentions"], rows["article_names"], rows["known_names"]) == (2, 2, 2, 1)
