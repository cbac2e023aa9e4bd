"""A run becomes one snapshot; what does not differ is not touched; what cannot be is refused."""

import pyarrow as pa
import pytest
from invented_newsroom import ALL, corpus_changes, stage, staged_rows

from tasks.lake.history import diff, snapshots
from tasks.lake.publish import publish
from tasks.lake.schema import table_relations
from tasks.lake.transaction import current_snapshot
from tasks.vocabulary.changes import Assign, Replace
from tasks.vocabulary.errors import NewsloomError
from tasks.vocabulary.schemas import TABLES, rows_to_table

TIMES = {"started_at", "finished_at", "seconds_publish", "run_id", "snapshot_id"}


def contents(con):
    """All rows of all tables but `runs`, without run ids, in order of their text."""
    out = {}
    for relation in table_relations():
        if relation.name in TABLES and relation.name != "runs":
            rows = con.sql(f'FROM "{relation.name}"').to_arrow_table().to_pylist()
            out[relation.name] = sorted(str({k: v for k, v in row.items() if k not in TIMES}) for row in rows)
    return out


def test_first_run_is_one_snapshot_with_its_row_and_counts(con, run):
    before = current_snapshot(con)
    assert run("r_1") == before + 1
    assert con.sql("SELECT run_id, snapshot_id, n_in FROM runs").fetchall() == [("r_1", before + 1, 4)]
    assert con.sql("SELECT DISTINCT run_id FROM articles").fetchall() == [("r_1",)]
    last = snapshots(con)[-1]
    assert (last.message, last.added["articles"], last.removed) == ("r_1", 4, {})


def test_same_articles_again_change_nothing(con, run):
    first = run("r_1")
    assert run("r_2") is None
    assert current_snapshot(con) == first
    assert con.sql("SELECT count(*) FROM runs").fetchall() == [(1,)]


@pytest.mark.parametrize("order", [ALL, ALL[::-1], ["wire", "orchard", "harbour", "valley"]])
def test_one_article_a_run_in_any_order_gives_the_same_tables(con, run, order, newsroom, reading):
    for number, name in enumerate(order, start=1):
        assert run(f"r_{number}", [name], in_lake=order[:number])
    assert contents(con) == contents(reading)


def test_only_rows_that_differ_are_written(con, run):
    a = run("r_1", ["harbour", "orchard"])
    b = run("r_2", ["wire"], in_lake=["harbour", "orchard", "wire"])
    changed = {change.table: change for change in diff(con, a, b)}
    assert (changed["entities"].added, changed["entities"].changed) == (0, 1)  # Marsh is mentioned once more
    assert (changed["stories"].added, changed["stories"].changed) == (0, 1)  # the orchard's is as it was
    assert (changed["articles"].added, changed["articles"].changed) == (1, 0)


def test_assign_to_an_article_of_an_earlier_run(con, run):
    run("r_1", ["wire"])
    assert con.sql("SELECT duplicate_of FROM articles").fetchall() == [(None,)]
    a, b = current_snapshot(con), run("r_2", ["harbour"], in_lake=["wire", "harbour"])
    found = con.sql("SELECT article_id, duplicate_of, run_id FROM articles ORDER BY 1").fetchall()
    assert found == [("a_harbour", None, "r_2"), ("a_wire", "a_harbour", "r_1")]
    assert {change.table: change.changed for change in diff(con, a, b)}["articles"] == 1


def test_derived_again_replaces_what_the_article_had(con, run, tmp_path):
    run("r_1")
    rows = staged_rows(["valley"])
    rows["quotes"], rows["citations"] = [], []
    rows["mentions"] = rows["mentions"][:1]
    snapshot = publish(con, stage(tmp_path / "again", rows), [], {"run_id": "r_2"})
    assert snapshot
    assert con.sql("SELECT count(*) FROM quotes WHERE article_id = 'a_valley'").fetchall() == [(0,)]
    assert con.sql("SELECT count(*) FROM quote_alignments WHERE quote_id = 'q_valley'").fetchall() == [(0,)]
    assert con.sql("SELECT count(*) FROM citations WHERE article_id = 'a_valley'").fetchall() == [(0,)]
    assert con.sql("SELECT count(*) FROM mentions WHERE article_id = 'a_valley'").fetchall() == [(1,)]
    assert con.sql("SELECT count(*) FROM mentions WHERE article_id <> 'a_valley'").fetchall() == [(2,)]


def test_article_that_cleaning_now_leaves_out_goes_with_all_it_had(con, run, tmp_path):
    run("r_1")
    verdict = {"document_id": "d_valley", "origin": "in/valley", "stage": "clean", "reason": "too_short"}
    publish(
        con,
        stage(tmp_path / "out", {"rejections": [verdict]}),
        corpus_changes(["harbour", "wire", "orchard"]),
        {"run_id": "r_2"},
    )
    for table in ("articles", "mentions", "quotes", "citations", "removed_text"):
        assert con.sql(f"SELECT count(*) FROM {table} WHERE article_id = 'a_valley'").fetchall() == [(0,)]
    assert con.sql("SELECT document_id, run_id FROM rejections").fetchall() == [("d_valley", "r_2")]
    assert con.sql("SELECT count(*) FROM documents").fetchall() == [(4,)]


def test_same_rejection_again_adds_no_row(con, tmp_path):
    verdict = {
        "document_id": None,
        "origin": "in/broken.gz",
        "stage": "read",
        "reason": "truncated",
        "detail": "x",
    }
    staged = stage(tmp_path / "s", {"rejections": [verdict, verdict]})
    assert publish(con, staged, [], {"run_id": "r_1"})
    assert publish(con, staged, [], {"run_id": "r_2"}) is None
    assert con.sql("SELECT origin, run_id FROM rejections").fetchall() == [("in/broken.gz", "r_1")]


def test_rejection_without_an_origin_takes_the_documents(con, tmp_path):
    rows = staged_rows(["orchard"])
    rows["rejections"] = [{"document_id": "d_orchard", "stage": "enrich", "reason": "timeout"}]
    publish(con, stage(tmp_path / "s", rows), [], {"run_id": "r_1"})
    assert con.sql("SELECT document_id, origin FROM rejections").fetchall() == [("d_orchard", "in/orchard")]


def test_replace_within_a_scope_leaves_other_rows(con):
    ids = ["a_1", "a_2"]
    terms = rows_to_table(
        "article_terms", [{"article_id": name, "terms": [1], "weights": [0.5]} for name in ids]
    )
    publish(con, {}, [Replace("article_terms", terms)], {"run_id": "r_1"})
    new = rows_to_table("article_terms", [{"article_id": "a_2", "terms": [2], "weights": [0.5]}])
    publish(
        con,
        {},
        [Replace("article_terms", new, ("article_id",), pa.table({"article_id": ["a_2"]}))],
        {"run_id": "r_2"},
    )
    assert con.sql("SELECT article_id, terms FROM article_terms ORDER BY 1").fetchall() == [
        ("a_1", [1]),
        ("a_2", [2]),
    ]


def test_replace_twice_for_one_table_sees_both_scopes(con):
    # Pairs are spoken for by either end: (a_1, a_2) is in both changes and must be there once.
    def pair(a, b):
        return {"article_a": a, "article_b": b, "kind": "near", "jaccard": 0.6, "containment": 0.8}

    scope = ["a_1", "a_2"]
    first = rows_to_table("duplicate_pairs", [pair("a_1", "a_2"), pair("a_1", "a_9")])
    second = rows_to_table("duplicate_pairs", [pair("a_1", "a_2")])
    changes = [
        Replace("duplicate_pairs", first, ("article_a",), pa.table({"article_a": scope})),
        Replace("duplicate_pairs", second, ("article_b",), pa.table({"article_b": scope})),
    ]
    publish(con, {}, changes, {"run_id": "r_1"})
    assert con.sql("SELECT article_a, article_b FROM duplicate_pairs ORDER BY ALL").fetchall() == [
        ("a_1", "a_2"),
        ("a_1", "a_9"),
    ]


def entity(name, kind="PERSON"):
    return {"entity_id": name, "name": name, "kind": kind}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            [Replace("entities", rows_to_table("entities", [entity("e_1"), entity("e_1")]))],
            "key of entities is not unique",
        ),
        ([Replace("entities", rows_to_table("entities", [entity(None)]))], "key of entities is missing"),
        ([Replace("entities", rows_to_table("entities", [entity("e_1", None)]))], "NOT NULL"),
        (
            [
                Replace(
                    "entities",
                    rows_to_table("entities", [entity("e_0")]),
                    ("entity_id",),
                    pa.table({"entity_id": ["e_5"]}),
                )
            ],
            "entities has entity_id = 'e_0' already",
        ),
        (
            [Assign("articles", "article_id", pa.table({"article_id": ["a", "a"], "story_id": ["x", "y"]}))],
            "assigned twice",
        ),
        ([Replace("no_table", rows_to_table("entities", []))], "no table no_table"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(con, changes, message):
    publish(con, {}, [Replace("entities", rows_to_table("entities", [entity("e_0")]))], {"run_id": "r_0"})
    before = current_snapshot(con)
    with pytest.raises(NewsloomError, match=message):
        publish(con, {}, changes, {"run_id": "r_1"})
    assert current_snapshot(con) == before
    assert con.sql("SELECT entity_id FROM entities").fetchall() == [("e_0",)]


def test_article_staged_twice_is_refused(con, tmp_path):
    rows = staged_rows(["orchard"])
    rows["articles"] *= 2
    with pytest.raises(NewsloomError, match="key of articles is not unique \\(article_id = 'a_orchard'"):
        publish(con, stage(tmp_path / "s", rows), [], {"run_id": "r_1"})
    assert con.sql("SELECT count(*) FROM documents").fetchall() == [(0,)]
