"""Rows are read where they lie, and all of them are."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.lake.connect import LAKE
from tasks.lake.pieces import MOST, lie_in


def rows_in(con, wanted):
    con.execute("CREATE OR REPLACE TEMP TABLE wanted (k BIGINT)")
    con.executemany("INSERT INTO wanted VALUES (?)", [[k] for k in wanted] or [[-1]])
    condition = lie_in(con, "rows", "k IN (SELECT k FROM wanted)")
    return {k for (k,) in con.execute(f"SELECT k FROM rows WHERE {condition}").fetchall()}


@given(st.sets(st.integers(0, 999), max_size=60))
def test_all_rows_that_are_asked_for_lie_in_the_pieces_and_few_others(wanted):
    with duckdb.connect() as con:
        con.execute(
            "CREATE TEMP VIEW rows AS SELECT range AS k, (range * 7919) % 1000 AS lake_rowid FROM range(1000)"
        )
        found = rows_in(con, wanted)
    assert found >= wanted
    if len(wanted) <= MOST:
        assert found == wanted


@pytest.mark.parametrize("condition", ["false", "article_id = 'a_none'"])
def test_nothing_is_read_where_nothing_is_found(con, condition):
    con.execute(f"CREATE TEMP VIEW placed AS SELECT rowid AS lake_rowid, * FROM {LAKE}.articles")
    assert lie_in(con, "placed", condition) == "false"
