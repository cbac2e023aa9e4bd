"""Plain Parquet of one snapshot, and the history it came from."""

import pyarrow.parquet as pq
import pytest

from tasks.lake.connect import Warehouse
from tasks.lake.export import export
from tasks.lake.history import diff, snapshots
from tasks.lake.schema import BOOKKEEPING, DICTIONARY, view_relations
from tasks.vocabulary.errors import NewsloomError
from tasks.vocabulary.schemas import TABLES


def test_every_table_and_view_is_a_file(newsroom, tmp_path):
    done = export(newsroom, tmp_path / "out")
    names = {path.stem for path in (tmp_path / "out").glob("*.parquet")}
    assert names == (set(TABLES) - set(BOOKKEEPING)) | set(DICTIONARY) | {
        view.name for view in view_relations()
    }
    assert [path.name for path in (tmp_path / "out").iterdir() if path.suffix != ".parquet"] == []
    assert done.rows["articles"] == pq.read_table(tmp_path / "out" / "articles.parquet").num_rows == 4
    assert (
        pq.ParquetFile(tmp_path / "out" / "quotes.parquet").metadata.row_group(0).column(0).compression
        == "ZSTD"
    )


def test_rows_are_sorted_by_key(newsroom, tmp_path):
    export(newsroom, tmp_path)
    ids = pq.read_table(tmp_path / "articles.parquet")["article_id"].to_pylist()
    assert ids == sorted(ids)


def test_columns_have_the_vocabulary_types(newsroom, tmp_path):
    export(newsroom, tmp_path)
    for table in set(TABLES) - set(BOOKKEEPING):
        written = pq.read_schema(tmp_path / f"{table}.parquet")
        assert written.names == TABLES[table].names
        assert [str(kind) for kind in written.types if "list" not in str(kind)] == [
            str(kind) for kind in TABLES[table].types if "list" not in str(kind)
        ]


def test_earlier_snapshot(con, run, warehouse, tmp_path):
    first = run("r_1", ["wire"])
    run("r_2", ["harbour"], in_lake=["wire", "harbour"])
    assert export(warehouse, tmp_path / "a", first).rows["articles"] == 1
    assert export(warehouse, tmp_path / "a").rows["articles"] == 2


def test_refusals(newsroom, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NewsloomError, match="cannot write to"):
        export(newsroom, tmp_path / "file")
    with pytest.raises(NewsloomError, match="no snapshot 99"):
        export(newsroom, tmp_path / "out", 99)
    with pytest.raises(NewsloomError, match="run `newsloom run"):
        export(Warehouse.at(tmp_path / "none"), tmp_path / "out")


def test_snapshots_tell_runs_and_rows(con, run):
    run("r_1", ["wire"])
    last = snapshots(con)[-1]
    assert last.message == "r_1"
    assert last.added == {
        "documents": 1, "articles": 1, "mentions": 1, "entities": 1, "quotes": 1, "utterances": 1,
        "quote_alignments": 1, "sources": 2, "stories": 1,
    }  # fmt: skip


def test_diff_tells_new_changed_and_gone(con, run):
    a = run("r_1", ["wire", "orchard"])
    b = run("r_2", ["harbour"], in_lake=["wire", "orchard", "harbour"])
    con.execute("DELETE FROM articles WHERE article_id = 'a_orchard'")
    c = snapshots(con)[-1].snapshot_id
    articles = {change.table: (change.added, change.removed, change.changed) for change in diff(con, a, b)}[
        "articles"
    ]
    assert articles == (1, 0, 1)  # the wire's article turned out to be a copy
    later = {change.table: (change.added, change.removed, change.changed) for change in diff(con, a, c)}[
        "articles"
    ]
    assert later == (1, 1, 1)
    assert diff(con, c, c) == []


def test_diff_refuses_what_is_not_there(con):
    with pytest.raises(NewsloomError, match="no snapshot 42"):
        diff(con, 0, 42)
    with pytest.raises(NewsloomError, match="earlier snapshot first: `newsloom diff 0 1`"):
        diff(con, 1, 0)
