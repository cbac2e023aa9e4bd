"""Rows become tables with the columns of the contract, whatever is missing; what does not belong is an error."""

import pytest

from tasks.vocabulary.schemas import TABLES, empty, rows_to_table


@pytest.mark.parametrize("table", sorted(TABLES))
def test_an_empty_table_has_the_schema(table):
    assert empty(table).schema == TABLES[table]
    assert rows_to_table(table, []).schema == TABLES[table]


def test_missing_columns_are_null():
    (row,) = rows_to_table("rejections", [{"origin": "x.txt", "reason": "empty"}]).to_pylist()
    assert row == {
        "document_id": None,
        "origin": "x.txt",
        "stage": None,
        "reason": "empty",
        "detail": None,
        "run_id": None,
    }


def test_unknown_columns_are_an_error():
    with pytest.raises(KeyError, match="rejections has no column cause"):
        rows_to_table("rejections", [{"cause": "empty"}])
