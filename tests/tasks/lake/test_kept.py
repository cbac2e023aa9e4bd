"""Views whose rows are kept say what they would say if they were asked anew, whatever a run brings or takes back."""

import random

import pyarrow as pa
import pytest
from invented_newsroom import corpus_changes, stage, staged_rows

from tasks.lake import kept
from tasks.lake.checks import KEPT_VIEWS, run_checks
from tasks.lake.kept_views import body
from tasks.lake.publish import publish
from tasks.lake.schema import ensure_schema, view_relations
from tasks.vocabulary.changes import Assign, Replace
from tasks.vocabulary.schemas import rows_to_table


@pytest.fixture(autouse=True)
def keep_from_the_first_quotation(monkeypatch):
    monkeypatch.setattr(kept, "KEEP_FROM", 1)


def assert_up_to_date(con):
    con.execute("BEGIN TRANSACTION")  # the catalog is read once
    for view in view_relations():
        had = con.execute(f"SELECT * FROM {view.name} ORDER BY ALL").fetchall()
        wanted = con.execute(f"SELECT * FROM ({body(f'views/{view.name}')}) ORDER BY ALL").fetchall()
        assert had == wanted, view.name
    con.execute("ROLLBACK")


def test_kept_rows_follow_what_comes_and_goes(con, run, tmp_path):
    run("r_1", ["wire", "valley"])
    assert kept.are_kept(con)
    # An earlier original arrives: the wire's piece becomes its copy. The valley's is derived again, and its quotation not found.
    rows = staged_rows(["harbour", "valley"])
    rows["quotes"] = [row for row in rows["quotes"] if row["article_id"] == "a_harbour"]
    of_articles = ("articles", "stories", "sources")
    changes = [c for c in corpus_changes(["wire", "harbour", "valley"]) if c.table in of_articles]
    changes += [c for c in corpus_changes(["wire", "harbour"]) if c.table not in of_articles]
    publish(con, stage(tmp_path / "more", rows), changes, {"run_id": "r_2"})
    assert con.execute("SELECT n_articles, n_copies FROM quote_summary").fetchall() == [(2, 1)]
    assert_up_to_date(con)


def test_check_finds_a_view_that_is_not_up_to_date_and_changed_sql_lets_go_of_kept_rows(con, run):
    run("r_1", ["wire"])
    con.execute("UPDATE kept_quote_summary SET n_sources = 7")
    (result,) = run_checks(con, [KEPT_VIEWS])
    assert result.examples == [{"view": "quote_summary", "n_kept": 1, "n_wanted": 1}]
    con.execute("UPDATE relations SET digest = 'older' WHERE relation = 'quote_summary'")
    assert ensure_schema(con)
    assert not kept.are_kept(con)
    assert con.execute("SELECT n_sources FROM quote_summary").fetchall() == [(1,)]


@pytest.mark.parametrize("seed", range(6))
def test_pairs_follow_articles_that_change_their_names_and_their_clusters(con, tmp_path, seed):
    chance = random.Random(seed)
    told: dict[str, list[str]] = {}
    for number in range(4):
        derived = [f"a_{name}" for name in range(8) if chance.random() < 0.5]
        told |= {article: chance.choices("abcde", k=chance.randrange(5)) for article in derived}
        clusters = {article: chance.choice(sorted(told)) for article in told}
        rows = {
            "articles": [{"article_id": a, "document_id": f"d{a}{number}", "text": "-"} for a in derived],
            "mentions": [
                {"mention_id": f"m{a}{place}", "article_id": a, "start": place, "end": place + 1}
                | {"text": "-", "label": "ORG"}
                for a in derived
                for place in range(len(told[a]))
            ],
            "quotes": [quote_of(a) for a in derived],
        }
        known = [(f"m{a}{place}", a, name) for a in told for place, name in enumerate(told[a])]
        moved = {m: chance.choice("abcde") if chance.random() < 0.1 else name for m, _, name in known}
        names = sorted(set(moved.values()))
        changes = [
            assign("articles", "article_id", "duplicate_cluster", clusters),
            assign("mentions", "mention_id", "entity_id", moved),
            Replace(
                "entities",
                rows_to_table("entities", [{"entity_id": n, "name": n, "kind": "ORG"} for n in names]),
            ),
        ]
        publish(con, stage(tmp_path / str(number), rows), changes, {"run_id": f"r_{number}"})
        assert kept.are_kept(con) == bool(told)
        assert_up_to_date(con)


def assign(table, key, column, values):
    rows = {key: pa.array(list(values), pa.string()), column: pa.array(list(values.values()), pa.string())}
    return Assign(table, key, pa.table(rows))


def quote_of(article_id):
    """A quotation, so that the lake has one to keep rows from."""
    return {"quote_id": f"q{article_id}", "article_id": article_id, "kind": "indirect", "text": "-"}
