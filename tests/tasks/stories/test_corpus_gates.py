"""Quality gates for copies and stories on the dev sets: floors just under what is reached. They may only rise."""

import gzip
import json
from collections import Counter, defaultdict
from datetime import UTC, datetime

import pytest

from benchmarks.dedupe_warehouse import Warehouse
from tasks.vocabulary.ids import make_id, sibling_id
from tasks.vocabulary.schemas import rows_to_table

pytestmark = pytest.mark.gate


def read_gold(folder, name):
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def article(record):
    published = record.get("published_at")
    return {
        "article_id": sibling_id("a", make_id("d", record["id"])),
        "external_id": str(record["id"]),
        "url": record.get("url"),
        "source_id": make_id("s", record["source"]) if record.get("source") else None,
        "title": record.get("title"),
        "text": record["text"],
        "n_words": len(record["text"].split()),
        "published_at": datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None,
        "published_precision": "day" if published else None,
    }


def built(folder):
    warehouse = Warehouse(threads=1)
    warehouse.run(rows_to_table("articles", [article(record) for record in read_gold(folder, "input")]))
    return warehouse


def components(pairs):
    parent = {}

    def root(item):
        while parent.setdefault(item, item) != item:
            item = parent[item]
        return item

    for a, b in pairs:
        parent[root(a)] = root(b)
    return root


@pytest.mark.parametrize("name", ["dedupe", "dedupe_edited"])
def test_every_pair_is_found_and_no_other(shared, name):
    folder = shared / "bench" / "data" / name
    warehouse = built(folder)
    names = {row["article_id"]: row["external_id"] for row in warehouse.table("articles").to_pylist()}
    found = {
        tuple(sorted((names[row["article_a"]], names[row["article_b"]]))): row
        for row in warehouse.table("duplicate_pairs").to_pylist()
    }
    truth = {tuple(sorted((row["a"], row["b"]))): row for row in read_gold(folder, "truth")}
    assert found.keys() == truth.keys()
    for pair, row in truth.items():
        assert found[pair]["jaccard"] == pytest.approx(row["jaccard"], abs=1e-5)
        assert found[pair]["containment"] == pytest.approx(row["containment"], abs=1e-5)
    root = components(truth)
    clusters = defaultdict(list)
    for row in warehouse.table("articles").to_pylist():
        clusters[row["duplicate_cluster"]].append(root(row["external_id"]))
    assert all(len(set(roots)) == 1 for roots in clusters.values())


def b_cubed(predicted, gold):
    def score(of, by):
        sizes, both = Counter(of.values()), Counter((of[i], by[i]) for i in of)
        return sum(both[of[i], by[i]] / sizes[of[i]] for i in of) / len(of)

    precision, recall = score(predicted, gold), score(gold, predicted)
    return 100 * 2 * precision * recall / (precision + recall)


def test_stories_of_the_dev_set(shared):
    folder = shared / "bench" / "data" / "stories"
    predicted = {row["external_id"]: row["story_id"] for row in built(folder).table("articles").to_pylist()}
    gold = {str(row["id"]): row["story"] for row in read_gold(folder, "gold")}
    assert b_cubed(predicted, gold) >= 94
