"""CSV and Parquet: a row an article, the same document as the JSON line that says the same."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading import RECORDS, json_lines, read, reasons, texts

from tasks.read.parquet import json_value
from tasks.vocabulary.decode import decode_document


def as_csv(records, **dialect):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), **dialect)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def test_the_same_records_have_the_same_ids_in_every_format(tmp_path):
    (tmp_path / "feed.jsonl").write_bytes(json_lines(RECORDS))
    (tmp_path / "feed.csv").write_text(as_csv(RECORDS))
    pq.write_table(pa.Table.from_pylist(RECORDS), tmp_path / "feed.parquet")
    ids = [
        {row["document_id"] for row in read(tmp_path / f"feed.{kind}")[0]}
        for kind in ("jsonl", "csv", "parquet")
    ]
    assert ids[0] == ids[1] == ids[2]
    documents, _ = read(tmp_path)
    assert len(documents) == len(RECORDS)


@pytest.mark.parametrize(
    "dialect",
    [{}, {"delimiter": ";"}, {"delimiter": "\t"}, {"quoting": csv.QUOTE_ALL}, {"lineterminator": "\n"}],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_the_dialects_of_spreadsheets(tmp_path, dialect, encoding):
    records = [{"id": "1", "text": 'He said, "wait";\nthen\tleft. Ż', "title": "Storm, Ż"}]
    (tmp_path / "feed.csv").write_bytes(as_csv(records, **dialect).encode(encoding))
    documents, rejections = read(tmp_path)
    assert rejections == []
    assert texts(documents) == [records[0]["text"]]
    assert documents[0]["origin"].endswith("feed.csv#row=1")
    assert decode_document(documents[0]).stated.title == "Storm, Ż"


def test_csv_in_an_old_encoding(tmp_path):
    (tmp_path / "feed.csv").write_bytes("id,text\n1,“Naïve”\n".encode("cp1252"))
    documents, _ = read(tmp_path)
    assert texts(documents) == ["“Naïve”"]


def test_bad_rows_are_rejected_and_good_ones_come_through(tmp_path):
    (tmp_path / "feed.csv").write_text('id,text\n1,one\n2,two, or three\n\n3,\n1,other\n4,"four\n5,five\n')
    documents, rejections = read(tmp_path)
    assert texts(documents) == ["one"]
    assert reasons(rejections) == {
        "feed.csv#row=2": "bad_csv",
        "feed.csv#row=4": "no_text",
        "feed.csv#row=5": "duplicate_id",
        "feed.csv#row=6": "bad_csv",  # a quotation mark that is never closed
    }


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"id,text\n", "empty"),
        (b"id,body\n1,one\n", "bad_csv"),
        (b"\x89PNG\r\n\x1a\n", "not_text"),
        (b"id,text\n1," + b"x" * 3000, "too_large"),
        (b'id,text\n1,"' + b"x\n" * 3000, "bad_csv"),
    ],
)
def test_csv_files_that_cannot_be_read(tmp_path, raw, reason):
    (tmp_path / "feed.csv").write_bytes(raw)
    documents, rejections = read(tmp_path, document_bytes=2000)
    assert documents == []
    assert [row["reason"] for row in rejections] == [reason]


def test_parquet_types_become_json(tmp_path):
    table = pa.table(
        {
            "id": pa.array([1, 2], pa.int64()),
            "html": pa.array(["<p>Żółć".encode("iso-8859-2"), b"<p>two"], pa.binary()),
            "published_at": pa.array([1_759_483_800_000_000_123, None], pa.timestamp("ns", "Europe/Berlin")),
            "authors": pa.array([["Ada Moor"], None]),
            "score": pa.array([float("nan"), 0.5]),
        }
    )
    pq.write_table(table, tmp_path / "feed.parquet", row_group_size=1)
    documents, rejections = read(tmp_path)
    assert rejections == []
    assert [row["origin"].rpartition("#")[2] for row in documents] == ["row=1", "row=2"]
    first = decode_document(documents[0])
    assert first.stated.published_at == "2025-10-03T09:30:00+00:00"
    assert first.stated.authors == ("Ada Moor",)
    assert documents[1]["extra"] == '{"score": 0.5}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2025, 10, 3), "2025-10-03"),
        (datetime(2025, 10, 3, 9, 30, tzinfo=UTC), "2025-10-03T09:30:00+00:00"),
        (b"\x01\x02\x03" * 5, "AQIDAQIDAQIDAQIDAQID"),
        (Decimal("1.50"), "1.50"),
        ({1: [b"Wind", None]}, {"1": ["Wind", None]}),
        (float("inf"), None),
    ],
)
def test_values_of_parquet(value, expected):
    assert json_value(value) == expected


def test_parquet_files_that_cannot_be_read(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"")
    (tmp_path / "b.parquet").write_bytes(b"PAR1" + b"x" * 50 + b"PAR1")
    pq.write_table(pa.table({"body": ["one"]}), tmp_path / "c.parquet")
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "d.parquet")
    pq.write_table(
        pa.table({"text": [f"{n} " * 500 for n in range(500)]}), tmp_path / "e.parquet", row_group_size=50
    )
    raw = bytearray((tmp_path / "e.parquet").read_bytes())
    raw[2000:2400] = b"\xff" * 400
    (tmp_path / "e.parquet").write_bytes(raw)
    pq.write_table(pa.table({"text": ["x" * 5000, "short"]}), tmp_path / "f.parquet")
    documents, rejections = read(tmp_path, document_bytes=3000)
    found = reasons(rejections)
    assert found.pop("f.parquet#row=1") == "too_large"
    assert found == {
        "a.parquet": "empty",
        "b.parquet": "bad_parquet",
        "c.parquet": "bad_parquet",
        "d.parquet": "empty",
        "e.parquet": "bad_parquet",
    }
    assert "short" in texts(documents)
