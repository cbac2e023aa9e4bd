"""sql/tables and the vocabulary are one; the lake describes itself; changed SQL is made anew."""

import pyarrow as pa
import pytest

from tasks.lake import schema
from tasks.lake.schema import DICTIONARY, ensure_schema, table_relations, view_relations
from tasks.lake.sqlfiles import names_in, read_columns, read_header
from tasks.vocabulary.schemas import TABLES


def test_one_file_a_table():
    assert {name.partition("/")[2] for name in names_in("tables")} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_lake_has_the_vocabulary_columns_and_types(con, table):
    found = con.sql(f'FROM "{table}"').to_arrow_table().schema
    assert found.names == TABLES[table].names

    def plain(kind: pa.DataType) -> str:
        return (
            str(kind).replace("child: ", "").replace("element: ", "").replace("item: ", "").replace("l: ", "")
        )

    assert [plain(kind) for kind in found.types] == [plain(kind) for kind in TABLES[table].types]


@pytest.mark.parametrize("relation", table_relations(), ids=lambda relation: relation.name)
def test_every_column_says_what_it_means(con, relation):
    columns = read_columns(relation.sql)
    stored = con.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE database_name = 'lake' AND table_name = ?",
        [relation.name],
    ).fetchall()
    assert stored == [(column.name, column.description) for column in columns]
    assert set(relation.header.key) <= {column.name for column in columns}


def test_dictionary_tells_all(con):
    described = con.execute(
        "SELECT relation, column_name FROM \"columns\" WHERE description <> ''"
    ).fetchall()
    real = con.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'lake'"
    ).fetchall()
    views = {view.name for view in view_relations()}
    assert set(described) >= {pair for pair in real if pair[0] not in views}
    assert {relation for relation, _ in described} == set(TABLES) | set(DICTIONARY) | views
    comments = dict(
        con.execute("SELECT view_name, comment FROM duckdb_views() WHERE database_name = 'lake'").fetchall()
    )
    assert comments["quote_summary"].startswith("Who said it, which outlet had it first")


def test_changed_view_is_made_anew_and_new_column_added(con, monkeypatch):
    load = schema.load_sql

    def changed(name):
        sql = load(name)
        if name == "views/run_summary":
            return sql.replace("runs.model\n", "upper(runs.model) AS model\n")
        if name == "tables/stories":
            return sql.replace("    n_articles", "    place VARCHAR, -- where it happened\n    n_articles")
        return sql

    con.execute("INSERT INTO runs (run_id, model) VALUES ('r', 'small')")
    monkeypatch.setattr(schema, "load_sql", changed)
    assert ensure_schema(con) is True
    assert con.execute("SELECT model FROM run_summary").fetchall() == [("SMALL",)]
    assert con.execute("SELECT place FROM stories").fetchall() == []
    assert ensure_schema(con) is False


def test_header_of_a_file():
    header = read_header(
        "-- grain: one a\n-- key: b, c, may repeat\n-- question: Why?\n-- columns:\n--   b: what b is\nSELECT"
    )
    assert (header.grain, header.key, header.text, header.columns) == (
        "one a",
        ("b", "c"),
        "Why?",
        {"b": "what b is"},
    )
    assert header.repeats
