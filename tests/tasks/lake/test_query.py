"""An analyst's SQL reads the warehouse and nothing else."""

import csv
import io
import json
import sqlite3

import pyarrow.parquet as pq
import pytest

from tasks.lake.query import reader, run_sql
from tasks.lake.results import write_result
from tasks.vocabulary.errors import NewsloomError


@pytest.fixture(scope="module")
def analyst(newsroom):
    with reader(newsroom) as con:
        yield con


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM articles",
        "FROM quote_summary;",
        "WITH a AS (SELECT 1) FROM a",
        "DESCRIBE articles",
        "SHOW TABLES",
        "SUMMARIZE sources",
        "EXPLAIN FROM articles",
        "EXPLAIN (ANALYZE) FROM articles",
        "EXPLAIN ANALYZE FROM articles",
        "PIVOT quotes ON kind USING count(*)",
        "SELECT unnest(aliases) FROM entities",
        "FROM range(3)",
        "FROM lake.snapshots()",
        "FROM articles AT (VERSION => 2)",
        "SELECT 'sqlite_scan(' AS harmless, \"end\" FROM mentions -- query('x')",
    ],
)
def test_reading_is_allowed(analyst, sql):
    run_sql(analyst, sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO sources SELECT * FROM sources",
        "UPDATE articles SET title = 'x'",
        "DELETE FROM articles",
        "DROP TABLE articles",
        "CREATE TABLE x AS SELECT 1",
        "CREATE TEMP TABLE x AS SELECT 1",
        "CREATE TYPE x AS ENUM ('a'); SELECT 1",
        "COPY articles TO '{data}/stolen.parquet'",
        "EXPLAIN ANALYZE COPY articles TO '{data}/stolen.parquet'",
        "EXPLAIN ANALYZE DELETE FROM articles",
        "EXPORT DATABASE '{data}'",
        "ATTACH '{other}' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "CALL lake.set_commit_message('a', 'b')",
        "USE memory",
        "BEGIN",
        "PREPARE p AS SELECT 1",
        "SELECT 1; SELECT 2",
        "",
        "-- nothing",
        "FROM read_text('/etc/passwd')",
        "FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "FROM sqlite_scan('{other}', 't')",
        "FROM system.main.\"SQLite_Scan\" /* x */ ('{other}', 't')",
        "FROM sqlite_query('__ducklake_metadata_lake', 'DELETE FROM ducklake_snapshot')",
        "FROM ducklake_cleanup_old_files('lake', cleanup_all => true)",
        "FROM ducklake_expire_snapshots('lake', versions => [1])",
        "FROM ducklake_delete_orphaned_files('lake', cleanup_all => true)",
        "FROM query('SELECT 1')",
        "FROM query_table('articles')",
        "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "FROM enable_logging()",
        "EXPLAIN FROM query('SELECT 1')",
        "SELEC 1",
        "FROM no_such_table",
    ],
)
def test_everything_else_is_refused_in_one_line(newsroom, analyst, tmp_path, sql):
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t AS SELECT 'secret' AS a")
    files = sorted((newsroom.root / "data").rglob("*"))
    with pytest.raises(NewsloomError) as refusal:
        run_sql(analyst, sql.replace("{data}", newsroom.data).replace("{other}", str(other))).fetchall()
    assert "\n" not in refusal.value.message
    assert sorted((newsroom.root / "data").rglob("*")) == files


def test_python_variables_are_not_tables(analyst):
    secret = [1]
    with pytest.raises(NewsloomError, match="secret does not exist"):
        run_sql(analyst, "FROM secret")
    assert secret


def test_earlier_snapshot(con, run, warehouse):
    first = run("r_1", ["wire"])
    run("r_2", ["harbour"], in_lake=["wire", "harbour"])
    for snapshot, count in ((first, 1), (None, 2)):
        with reader(warehouse, snapshot) as past:
            assert run_sql(past, "SELECT count(*) FROM articles").fetchall() == [(count,)]


SQL = 'SELECT name, aliases, {\'a\': 1} AS s, NULL AS nothing, \'x"y\' AS "odd ""name" FROM entities ORDER BY name'


def written(analyst, form):
    text, binary = io.StringIO(), io.BytesIO()
    write_result(run_sql(analyst, SQL), form, text, binary)
    return text.getvalue(), binary


def test_table_has_lines_and_names(analyst):
    text, _ = written(analyst, "table")
    assert "┌" in text
    assert "Tilda Marsh" in text


def test_csv_writes_lists_as_json(analyst):
    text, _ = written(analyst, "csv")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["name", "aliases", "s", "nothing", 'odd "name']
    assert rows[2] == ["Tilda Marsh", '["Marsh","Tilda Marsh"]', '{"a":1}', "", 'x"y']


def test_json_is_an_array_of_objects(analyst):
    text, _ = written(analyst, "json")
    assert json.loads(text)[1] == {
        "name": "Tilda Marsh",
        "aliases": ["Marsh", "Tilda Marsh"],
        "s": {"a": 1},
        "nothing": None,
        'odd "name': 'x"y',
    }


def test_json_of_no_rows_is_an_empty_array(analyst):
    text = io.StringIO()
    write_result(run_sql(analyst, "FROM articles WHERE false"), "json", text, io.BytesIO())
    assert json.loads(text.getvalue()) == []


def test_parquet_is_plain(analyst):
    _, binary = written(analyst, "parquet")
    binary.seek(0)
    assert pq.read_table(binary)["name"].to_pylist() == ["Harbour Port", "Tilda Marsh"]
