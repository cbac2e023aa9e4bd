"""JSON lines: a record an article, whatever file it stands in and however that is split, shuffled or compressed."""

import gzip
import json

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import RECORDS, json_lines, read, reasons, texts

from tasks.read.lines import EndlessLine, bounded_lines


def keys(documents):
    return sorted((row["document_id"], row["raw"], row["external_id"]) for row in documents)


def test_a_line_is_a_document(tmp_path):
    path = tmp_path / "feed.jsonl"
    line = b'{"id": 7, "url": "https://x.example/7", "text": "Wind rose.", "section": "Sea", "fetched_at": "2025-10-03T09:30:00Z"}'
    path.write_bytes(b"\n" + line + b"\r\n")
    (document,), _ = read(path)
    assert document["origin"] == f"{path}#line=2"
    assert document["raw"] == line
    assert document["external_id"] == "7"
    assert document["url"] == "https://x.example/7"
    assert document["media_type"] == "application/json"
    assert document["extra"] == '{"section": "Sea"}'
    assert document["fetched_at"].isoformat() == "2025-10-03T09:30:00+00:00"
    assert document["decoded"] is None


@given(
    st.permutations(RECORDS),
    st.integers(0, 6),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.sampled_from(["", ".gz", ".zst"]),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_splitting_shuffling_and_compressing_change_no_document(
    tmp_path_factory, records, cut, newline, ending
):
    folder = tmp_path_factory.mktemp("split")
    compress = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[ending]
    (folder / f"one.jsonl{ending}").write_bytes(compress(json_lines(records[:cut], newline) or b"\n"))
    (folder / f"two.ndjson{ending}").write_bytes(compress(json_lines(records[cut:], newline) or b"\n"))
    (folder / "whole").mkdir()
    (folder / "whole" / "feed.jsonl").write_bytes(json_lines(RECORDS))
    whole, _ = read(folder / "whole")
    parts, _ = read(folder / f"one.jsonl{ending}", folder / f"two.ndjson{ending}")
    assert keys(parts) == keys(whole)
    assert len(whole) == len(RECORDS)


def test_bad_lines_are_rejected_and_good_ones_come_through(tmp_path):
    path = tmp_path / "feed.jsonl"
    lines = [
        b'{"id": 1, "text": "one"}',
        b"{nope",
        b'["a"]',
        b'{"id": 2}',
        b'{"id": 1, "text": "another"}',
        b'{"id": 3, "text": "three"}',
    ]
    path.write_bytes(b"\n".join(lines))
    documents, rejections = read(path)
    assert texts(documents) == ["one", "three"]
    assert reasons(rejections) == {
        "feed.jsonl#line=2": "not_json",
        "feed.jsonl#line=3": "not_json",
        "feed.jsonl#line=4": "no_text",
        "feed.jsonl#line=5": "duplicate_id",
    }
    assert all(row["document_id"].startswith("d_") for row in rejections)


def test_the_same_record_again_is_no_conflict(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_bytes(json_lines([RECORDS[0], RECORDS[1], RECORDS[0]]))
    documents, rejections = read(path)
    assert len(documents) == 2
    assert rejections == []


def test_records_before_the_break_of_a_truncated_file_come_through(tmp_path):
    raw = gzip.compress(json_lines(RECORDS))
    (tmp_path / "feed.jsonl.gz").write_bytes(raw[: len(raw) - 30])
    documents, rejections = read(tmp_path)
    assert 1 <= len(documents) < len(RECORDS)
    assert reasons(rejections) == {"feed.jsonl.gz": "truncated_gzip"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PAR1" + bytes(500), "not_text"),
        (b"\x89PNG\r\n\x1a\n", "not_text"),
    ],
)
def test_files_without_records(tmp_path, raw, reason):
    (tmp_path / "feed.jsonl").write_bytes(raw)
    documents, rejections = read(tmp_path)
    assert documents == []
    assert reasons(rejections) == {"feed.jsonl": reason}


def test_a_long_line_is_left_out_and_the_next_is_read(tmp_path):
    (tmp_path / "feed.jsonl").write_bytes(json_lines([{"text": "x" * 5000}, {"text": "short"}]))
    documents, rejections = read(tmp_path, document_bytes=1000)
    assert texts(documents) == ["short"]
    assert reasons(rejections) == {"feed.jsonl#line=1": "too_large"}


def test_a_line_without_end_is_given_up(tmp_path):
    (tmp_path / "feed.jsonl.gz").write_bytes(gzip.compress(b'{"text": "' + b"x" * 30_000_000))
    documents, rejections = read(tmp_path, document_bytes=1_000_000)
    assert documents == []
    assert reasons(rejections) == {"feed.jsonl.gz#line=1": "too_large"}
    assert "not read" in rejections[0]["detail"]


def test_utf16_as_spreadsheets_save_it(tmp_path):
    (tmp_path / "feed.jsonl").write_bytes(
        json_lines([{"text": "Rząd"}]).decode().replace("\\u0105", "ą").encode("utf-16")
    )
    documents, _ = read(tmp_path)
    assert texts(documents) == ["Rząd"]
    assert documents[0]["raw"] == '{"text": "Rząd"}'.encode()


@pytest.mark.parametrize(
    "line", [rb'{"text": "half \ud83d"}', b'{"text": "a", "text": "b"}', b'{"text": "caf\xe9"}']
)
def test_where_another_json_reader_would_differ_the_text_is_kept(tmp_path, line):
    (tmp_path / "feed.jsonl").write_bytes(line)
    (document,), _ = read(tmp_path)
    assert document["decoded"] == texts([document])[0]


@given(st.binary(max_size=200), st.integers(1, 7), st.integers(3, 50))
def test_lines_do_not_depend_on_how_chunks_fall(data, step, limit):
    def lines(chunks):
        out = []
        try:
            out += bounded_lines(chunks, limit)
        except EndlessLine:
            out.append(None)
        return out

    chunks = [data[at : at + step] for at in range(0, len(data), step)]
    found = lines(chunks)
    expected = data.split(b"\n")
    assert [line.data for line in found if line and line.data is not None] == [
        part for part in (expected if expected[-1] else expected[:-1]) if len(part) <= limit
    ]
    assert lines([data]) == found or None in found


def test_numbers_and_lists_in_fields(tmp_path):
    record = {"id": 5, "text": "Wind", "authors": "Ada Moor; Ben Quill", "published_at": 1_700_000_000}
    (tmp_path / "feed.jsonl").write_text(json.dumps(record))
    (document,), _ = read(tmp_path)
    assert document["external_id"] == "5"
    assert document["extra"] is None
