"""What a corpus stage sees: new, old and all rows, and what earlier stages of the run decided."""

from invented_newsroom import corpus_changes, stage, staged_rows

from tasks.lake.relations import show_clusters, show_run, show_stories


def names(con, relation):
    return [name for (name,) in con.execute(f"SELECT article_id FROM {relation} ORDER BY 1").fetchall()]


def test_new_old_and_all(con, run, tmp_path):
    run("r_1", ["harbour", "wire"])
    show_run(con, stage(tmp_path / "s", staged_rows(["wire", "valley"])))
    assert names(con, "new_articles") == ["a_valley", "a_wire"]
    assert names(con, "old_articles") == ["a_harbour"]  # the wire's article is derived again
    assert names(con, "all_articles") == ["a_harbour", "a_valley", "a_wire"]
    assert names(con, "replaced_articles") == ["a_wire"]
    assert names(con, "old_quotes") == ["a_harbour"]
    assert con.execute("SELECT count(*) FROM old_duplicate_pairs").fetchall() == [(0,)]
    assert con.execute("SELECT count(*) FROM old_quote_alignments").fetchall() == [(1,)]


def test_nothing_staged_shows_the_lake(con, run):
    run("r_1", ["harbour"])
    show_run(con, {})
    assert names(con, "all_articles") == ["a_harbour"]
    assert con.execute("SELECT count(*) FROM new_mentions").fetchall() == [(0,)]


def test_clusters_and_stories_of_all_articles(con, run, tmp_path):
    run("r_1", ["wire"])
    show_run(con, stage(tmp_path / "s", staged_rows(["harbour"])))
    changes = corpus_changes(["wire", "harbour"])
    show_clusters(con, changes)
    show_stories(con, changes)
    assert con.execute("FROM article_clusters ORDER BY 1").fetchall() == [
        ("a_harbour", "c_harbour", None, None),
        ("a_wire", "c_harbour", "a_harbour", "contained"),
    ]
    assert con.execute("FROM article_stories ORDER BY 1").fetchall() == [
        ("a_harbour", "t_ferry"),
        ("a_wire", "t_ferry"),
    ]


def test_undecided_articles_keep_what_the_lake_says(con, run, tmp_path):
    run("r_1", ["wire"])
    show_run(con, stage(tmp_path / "s", staged_rows(["harbour"])))
    show_clusters(con, [])
    assert con.execute("FROM article_clusters ORDER BY 1").fetchall() == [
        ("a_harbour", None, None, None),
        ("a_wire", "c_wire", None, None),
    ]
