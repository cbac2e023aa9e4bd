"""What raw offsets index is the same string for the pipeline and for an analyst's SQL over `documents`."""

import json

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import read, texts

RAW_TEXT = """
SELECT coalesce(decoded, CASE media_type
    WHEN 'application/json' THEN json_extract_string(try(decode(raw)), '$.text')
    ELSE try(decode(raw)) END)
FROM documents"""

LINES = [
    b'{"text": "Wind rose."}',
    rb'{"text": "a\u0000b \ud83d\ude00 \/ \u00e9"}',
    rb'{"text": "half \ud83d of it"}',
    rb'{"text": "half \uD83D of it"}',
    b'{"text": "first", "text": "last"}',
    b'{"text": "kept", "score": NaN, "other": 1e999}',
    b'{"text": "a\ttab and a\x00nul"}',
    b'{"text": "caf\xe9"}',
    b'{"text": "cut \xe2\x80 in a character"}',
    b'\xef\xbb\xbf{"text": "marked"}',
    b'{"id": 1' + b"0" * 4000 + b', "text": "a long number"}',
    b'{"text": "deep", "x": ' + b"[" * 500 + b"]" * 500 + b"}",
    b'{"html": " ", "text": "not the page"}',
]


def assert_same(folder):
    documents, rejections = read(folder)
    assert rejections == []
    table = duckdb.connect()
    table.execute("CREATE TABLE documents (raw BLOB, decoded VARCHAR, media_type VARCHAR)")
    for row in documents:
        table.execute(
            "INSERT INTO documents VALUES (?, ?, ?)", [row["raw"], row["decoded"], row["media_type"]]
        )
    assert [text for (text,) in table.execute(RAW_TEXT).fetchall()] == texts(documents)
    assert documents


@pytest.mark.parametrize("line", LINES)
def test_odd_records(tmp_path, line):
    (tmp_path / "feed.jsonl").write_bytes(line)
    assert_same(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_texts_in_any_encoding(tmp_path, encoding):
    (tmp_path / "storm.txt").write_bytes(
        ("Rząd\r\nzapowiedział,\n\nże wróci. „Poczekamy”.\r\n" * 9).encode(encoding)
    )
    assert_same(tmp_path)


@given(st.text(min_size=1), st.text(), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_record(tmp_path_factory, text, title, ascii_only):
    folder = tmp_path_factory.mktemp("any")
    record = {"title": title, "text": "Wind rose. " * 50 + text}
    (folder / "feed.jsonl").write_bytes(
        json.dumps(record, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    )
    assert_same(folder)
