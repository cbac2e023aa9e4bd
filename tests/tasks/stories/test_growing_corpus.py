"""However articles arrive, in one run or many, in any order, derived again or not: the same tables, ids included."""

import random
from datetime import UTC, datetime, timedelta

import pyarrow.compute as pc
import pytest

from benchmarks.dedupe_warehouse import TABLES_USED, Warehouse
from tasks.vocabulary.ids import sibling_id
from tasks.vocabulary.schemas import TABLES, rows_to_table

FOOTER = (
    "Sign up for our morning letter and never miss a story from the harbour towns of the northern coast again"
)


def invented_word(chance):
    return "".join(chance.choice("bdfklmnprst") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def newsroom(seed, size=90):
    """Rows of articles by invented outlets: copies, rewrites around a wire, footers, briefs, versions, tiny texts."""
    chance = random.Random(seed)
    common = [invented_word(chance) for _ in range(150)]
    rows, texts = [], []
    for number in range(size):
        names = [invented_word(chance).title() for _ in range(12)]
        base = chance.choice(texts) if texts else []
        way = chance.randrange(8) if texts else 7
        if way == 0:
            words = base
        elif way == 1:
            words = [chance.choice(common) if chance.randrange(25) == 0 else word for word in base]
        elif way == 2:
            words = base + [chance.choice(common) for _ in range(120)]
        elif way == 3:
            words = base[: chance.choice((7, 30, 60))]
        elif way in (4, 5):  # another article on the event: the same names
            words = [
                chance.choice([w for w in base if w.istitle()] or common)
                if chance.random() < 0.3
                else chance.choice(common)
                for _ in range(120)
            ]
        else:
            words = [
                chance.choice(names) if chance.random() < 0.3 else chance.choice(common) for _ in range(150)
            ]
        texts.append(words)
        text = " ".join(words) + (f"\n{FOOTER}" if chance.randrange(4) == 0 else "")
        rows.append(
            {
                "article_id": f"a_{chance.randrange(16**20):020x}",
                "url": f"https://{number % 5}.example/{chance.randrange(size)}"
                if chance.random() < 0.7
                else None,
                "source_id": f"s_{number % 5}",
                "title": " ".join(words[:6]) if chance.random() < 0.8 else None,
                "text": text,
                "n_words": len(words),
                "published_at": datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=chance.randrange(200))
                if chance.random() < 0.8
                else None,
                "published_precision": chance.choice(("day", "minute", "month")),
                "agencies": ["Meridian Wire"] if chance.random() < 0.2 else [],
            }
        )
    return rows


def after(*runs):
    warehouse = Warehouse(threads=1)
    for rows in runs:
        warehouse.run(rows_to_table("articles", rows))
    return {table: warehouse.table(table) for table in TABLES_USED}


def assert_same(one, other):
    for table in TABLES_USED:
        assert one[table].to_pylist() == other[table].to_pylist(), table


@pytest.mark.parametrize("seed", range(3))
def test_any_split_in_any_order(seed):
    rows = newsroom(seed)
    chance = random.Random(seed)
    shuffled = chance.sample(rows, len(rows))
    assert_same(after(rows), after(shuffled[:40], shuffled[40:44], shuffled[44:]))


@pytest.mark.parametrize("seed", range(3))
def test_articles_derived_again_leave_no_trace_of_what_they_were(seed):
    rows = newsroom(seed)
    chance = random.Random(seed)
    wrong = [
        {**row, "text": chance.choice(rows)["text"], "published_at": None} for row in chance.sample(rows, 20)
    ]
    rest = [row for row in rows if row["article_id"] not in {row["article_id"] for row in wrong}]
    right = [row for row in rows if row["article_id"] in {row["article_id"] for row in wrong}]
    assert_same(after(rows), after(wrong + rest[:30], right[:5], rest[30:], right[5:]))


def test_articles_that_cleaning_now_leaves_out_leave_no_trace():
    rows = newsroom(4)
    warehouse = Warehouse(threads=1)
    warehouse.run(rows_to_table("articles", rows))
    warehouse.run(rows_to_table("articles", rows[:3]), gone=tuple(row["article_id"] for row in rows[60:]))
    assert_same(after(rows[:60]), {table: warehouse.table(table) for table in TABLES_USED})


def test_a_run_without_articles_changes_nothing():
    rows = newsroom(1, 30)
    assert_same(after(rows), after(rows, []))


@pytest.fixture(scope="module")
def tables():
    return after(newsroom(5, 120))


def test_every_table_has_the_columns_it_should(tables):
    for name, table in tables.items():
        assert table.schema.names == TABLES[name].names
        assert table.num_rows


def test_copies_share_a_cluster_and_clusters_a_story(tables):
    articles = tables["articles"].to_pylist()
    by_id = {row["article_id"]: row for row in articles}
    stories = {}
    for row in articles:
        assert row["duplicate_cluster"]
        assert stories.setdefault(row["duplicate_cluster"], row["story_id"]) == row["story_id"]
        assert (row["duplicate_of"] is None) == (row["duplicate_kind"] is None)
        if row["duplicate_of"]:
            assert by_id[row["duplicate_of"]]["duplicate_of"] is None
            assert by_id[row["duplicate_of"]]["duplicate_cluster"] == row["duplicate_cluster"]


def test_clusters_and_stories_are_named_after_one_of_their_articles(tables):
    articles = {row["article_id"]: row for row in tables["articles"].to_pylist()}
    for row in articles.values():
        assert (
            articles[sibling_id("a", row["duplicate_cluster"])]["duplicate_cluster"]
            == row["duplicate_cluster"]
        )
        assert articles[sibling_id("a", row["story_id"])]["story_id"] == row["story_id"]


def test_stories_count_articles_outlets_and_voices(tables):
    articles = tables["articles"].to_pylist()
    for story in tables["stories"].to_pylist():
        told = [row for row in articles if row["story_id"] == story["story_id"]]
        assert story["n_articles"] == len(told)
        assert story["n_sources"] == len({row["source_id"] for row in told})
        assert story["n_independent"] == len({row["duplicate_cluster"] for row in told})
        assert story["first_published_at"] == min(
            (row["published_at"] for row in told if row["published_at"]), default=None
        )


def test_passages_slice_the_same_words_from_both_texts(tables):
    text = {row["article_id"]: row["text"] for row in tables["articles"].to_pylist()}
    for row in tables["shared_passages"].to_pylist():
        left = text[row["article_a"]][row["a_start"] : row["a_end"]]
        right = text[row["article_b"]][row["b_start"] : row["b_end"]]
        assert left.split() == right.split()


def test_pairs_are_all_that_there_are(tables):
    sets = {}
    for row in tables["articles"].to_pylist():
        words = row["text"].lower().split()
        sets[row["article_id"]] = {tuple(words[k : k + 5]) for k in range(max(1, len(words) - 4))}
    ids = sorted(sets)
    wanted = {}
    for number, a in enumerate(ids):
        for b in ids[number + 1 :]:
            both = len(sets[a] & sets[b])
            jaccard, containment = both / len(sets[a] | sets[b]), both / min(len(sets[a]), len(sets[b]))
            if jaccard >= 0.5 or containment >= 0.7:
                wanted[a, b] = (pytest.approx(jaccard), pytest.approx(containment))
    found = {
        (row["article_a"], row["article_b"]): (row["jaccard"], row["containment"])
        for row in tables["duplicate_pairs"].to_pylist()
    }
    assert found == wanted
    assert {"exact", "near", "contained"} == set(pc.unique(tables["duplicate_pairs"]["kind"]).to_pylist())


def test_a_tiny_text_and_a_long_one_that_holds_it_are_one_pair():
    # Some of them share a fingerprint besides, by which the index finds them too.
    chance = random.Random(5)
    common = [invented_word(chance) for _ in range(4000)]
    rows = []
    for number in range(60):
        words = [chance.choice(common) for _ in range(60)]
        for name, part in (("long", words), ("tiny", words[20:29])):
            rows.append(
                newsroom(number, 1)[0]
                | {"article_id": f"a_{name}{number}", "url": None, "text": " ".join(part)}
            )
    pairs = after(rows)["duplicate_pairs"].to_pylist()
    keys = [(pair["article_a"], pair["article_b"]) for pair in pairs]
    assert sorted(keys) == sorted((f"a_long{number}", f"a_tiny{number}") for number in range(60))
