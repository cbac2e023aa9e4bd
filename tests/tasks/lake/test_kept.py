"""Views whose rows are kept say what they would say if they were asked anew, whatever a run brings or takes back."""

import pytest
from invented_newsroom import corpus_changes, stage, staged_rows

from tasks.lake import kept
from tasks.lake.checks import KEPT_VIEWS, run_checks
from tasks.lake.kept_views import body
from tasks.lake.publish import publish
from tasks.lake.schema import ensure_schema, view_relations


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
