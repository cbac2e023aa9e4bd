"""WARC: each HTML response with status 200, as the server sent it, with its URL and time."""

import gzip
import zlib

import pytest
from reading import read, warc

from tasks.vocabulary.decode import decode_document

PAGE = "<html><body><p>Wind rose, says “Ada”.</p></body></html>"
OK = "200 OK"


def url(number):
    return f"https://skerrowtoday.example/{number}"


def read_archive(folder, responses, **options):
    path = folder / "crawl.warc.gz"
    path.write_bytes(warc(responses, **options))
    return read(path)


def test_a_response_is_a_document(tmp_path):
    (document,), rejections = read_archive(
        tmp_path, [(url(1), OK, "text/html; charset=utf-8", PAGE.encode())]
    )
    assert rejections == []
    assert document["url"] == url(1)
    assert document["origin"].endswith("crawl.warc.gz#offset=0")
    assert document["raw"] == PAGE.encode()
    assert document["fetched_at"].isoformat() == "2025-10-03T09:30:00+00:00"
    assert '"content_type": "text/html; charset=utf-8"' in document["extra"]
    assert decode_document(document).html == PAGE


@pytest.mark.parametrize("gzipped", ["by record", "as a whole", "not at all"])
def test_however_the_archive_is_compressed(tmp_path, gzipped):
    responses = [(url(n), OK, "text/html", PAGE.encode() + bytes([65 + n])) for n in range(3)]
    raw = warc(responses, gzip=gzipped == "by record")
    (tmp_path / "crawl.warc").write_bytes(gzip.compress(raw) if gzipped == "as a whole" else raw)
    documents, rejections = read(tmp_path)
    assert [row["url"] for row in documents] == [url(0), url(1), url(2)]
    assert rejections == []


def test_the_offset_is_where_the_record_begins_on_disk(tmp_path):
    documents, _ = read_archive(tmp_path, [(url(n), OK, "text/html", PAGE.encode()) for n in range(3)])
    raw = (tmp_path / "crawl.warc.gz").read_bytes()
    for row in documents:
        at = int(row["origin"].rpartition("=")[2])
        assert f"WARC-Target-URI: {row['url']}".encode() in zlib.decompressobj(31).decompress(raw[at:])


def test_what_is_no_article_is_left_out(tmp_path):
    documents, rejections = read_archive(
        tmp_path,
        [
            (url(1), "404 Not Found", "text/html", PAGE.encode()),
            (url(2), OK, "image/png", b"\x89PNG"),
            (url(3), OK, "text/html", b""),
            (url(4), OK, "text/html", b"\x89PNG" + bytes(200)),
            (url(5), OK, "application/xhtml+xml", PAGE.encode()),
        ],
    )
    assert [row["url"] for row in documents] == [url(5)]
    assert [row["reason"] for row in rejections] == ["not_ok", "empty", "not_text"]
    assert url(1) in rejections[0]["detail"]


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(PAGE.encode(), mtime=0), ("Content-Encoding", "gzip")),
        (zlib.compress(PAGE.encode()), ("Content-Encoding", "deflate")),
        (zlib.compress(PAGE.encode())[2:-4], ("Content-Encoding", "deflate")),
        (PAGE.encode(), ("Content-Encoding", "gzip")),  # stored decompressed, the header left as it was
        (PAGE.encode(), ("Content-Encoding", "br")),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()), ("Transfer-Encoding", "chunked")),
        (PAGE.encode(), ("Transfer-Encoding", "chunked")),
    ],
)
def test_bodies_as_servers_encode_them(tmp_path, body, header):
    (document,), _ = read_archive(tmp_path, [(url(1), OK, "text/html", body, header)])
    assert document["raw"] == PAGE.encode()


def test_the_charset_of_the_header(tmp_path):
    (document,), _ = read_archive(
        tmp_path, [(url(1), OK, 'text/html; charset="iso-8859-2"', "<p>Rząd".encode("iso-8859-2"))]
    )
    assert decode_document(document).html == "<p>Rząd"


@pytest.mark.parametrize(
    ("body", "header", "reason"),
    [
        (b"\x8b\x01\x80" + bytes(range(256)), ("Content-Encoding", "br"), "unsupported_type"),
        (gzip.compress(bytes(9_000_000), mtime=0), ("Content-Encoding", "gzip"), "too_large"),
        (b"<p>" + b"x" * 2_000_000, ("X", "y"), "too_large"),
        (gzip.compress(PAGE.encode(), mtime=0)[:10] + b"\xff" * 40, ("Content-Encoding", "gzip"), "bad_warc"),
    ],
)
def test_bodies_that_cannot_be_had(tmp_path, body, header, reason):
    (tmp_path / "crawl.warc.gz").write_bytes(
        warc([(url(1), OK, "text/html", body, header), (url(2), OK, "text/html", PAGE.encode())])
    )
    documents, rejections = read(tmp_path, document_bytes=1_000_000)
    assert [row["reason"] for row in rejections] == [reason]
    assert [row["url"] for row in documents] == [url(2)]


def test_records_before_a_break_come_through(tmp_path, capsys):
    raw = warc([(url(n), OK, "text/html", PAGE.encode()) for n in range(4)])
    (tmp_path / "a.warc.gz").write_bytes(raw[:-40])
    plain = warc([(url(n), OK, "text/html", PAGE.encode() + b"plain") for n in range(4)], gzip=False)
    (tmp_path / "b.warc").write_bytes(plain[:-40])
    documents, rejections = read(tmp_path)
    assert [row["url"] for row in documents] == [url(0), url(1), url(2)] * 2
    assert [row["reason"] for row in rejections] == ["truncated_gzip", "bad_warc"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("gzip", [True, False])
def test_records_after_damage_come_through(tmp_path, gzip):
    """A crawler was killed within a record and went on writing to the same file later.

    What the record's remains read as depends on the bytes at the break, and record ids are random.
    """
    records = [warc([(url(n), OK, "text/html", PAGE.encode() * 9)], gzip=gzip) for n in range(4)]
    (tmp_path / "a.warc").write_bytes(
        records[0] + records[1][: len(records[1]) * 5 // 6] + records[2] + records[3]
    )
    documents, rejections = read(tmp_path)
    found = [row["url"] for row in documents]
    assert {url(0), url(2), url(3)} <= set(found)
    reasons = [row["reason"] for row in rejections]
    assert reasons
    assert set(reasons) <= ({"bad_gzip", "bad_warc", "empty"} if gzip else {"bad_warc"})


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "empty"), (b"Wind rose.\n" * 9, "bad_warc"), (b"WARC/1.0\r\n\r\n" * 3, "empty")],
)
def test_archives_that_are_none(tmp_path, raw, reason):
    (tmp_path / "crawl.warc").write_bytes(raw)
    documents, rejections = read(tmp_path)
    assert documents == []
    assert [row["reason"] for row in rejections] == [reason]
