"""A page or a text: the file's bytes are kept, its kind and encoding told from what it holds."""

import gzip
import os

import pytest
import zstandard
from reading import read, reasons, texts

PAGE = b"<!DOCTYPE html><html><body><p>Wind rose.</p></body></html>"


def gzipped(raw):
    """Without the time of day: the bytes stand in test names, which must be the same in every process."""
    return gzip.compress(raw, mtime=0)


def one(path, raw):
    path.write_bytes(raw)
    (document,), rejections = read(path)
    assert rejections == []
    return document


def test_a_text_file_is_one_document(tmp_path):
    raw = "Storm over Skerrow\r\n\r\n“We wait,” said Ada Moor.\r\n".encode()
    document = one(tmp_path / "storm.txt", raw)
    assert document["origin"] == str(tmp_path / "storm.txt")
    assert document["raw"] == raw
    assert document["n_bytes"] == len(raw)
    assert document["media_type"] == "text/plain"
    assert document["encoding"] == "utf-8"
    assert document["decoded"] is None  # the raw bytes are the text
    assert texts([document]) == [raw.decode()]


def test_text_in_another_encoding_keeps_its_decoded_form(tmp_path):
    text = "Rząd zapowiedział, że wróci do sprawy. " * 20
    document = one(tmp_path / "storm.txt", text.encode("cp1250"))
    assert document["encoding"] == "cp1250"
    assert document["decoded"] == text
    assert texts([document]) == [text]


def test_the_id_depends_on_name_and_bytes_alone(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first = one(tmp_path / "one" / "storm.txt", b"Wind rose.")
    assert one(tmp_path / "two" / "storm.txt", b"Wind rose.")["document_id"] == first["document_id"]
    assert one(tmp_path / "two" / "storm.txt", b"Wind fell.")["document_id"] != first["document_id"]
    assert one(tmp_path / "two" / "gale.txt", b"Wind rose.")["document_id"] != first["document_id"]
    assert one(tmp_path / "storm.txt.gz", gzipped(b"Wind rose."))["document_id"] == first["document_id"]
    assert (
        one(tmp_path / "storm.txt.zst", zstandard.compress(b"Wind rose."))["document_id"]
        == first["document_id"]
    )


@pytest.mark.parametrize(
    ("name", "raw", "media_type"),
    [
        ("a.html", PAGE, "text/html"),
        ("a.htm", b"Wind rose.", "text/html"),
        ("a.md", b"# Wind rose", "text/markdown"),
        ("a.txt", PAGE, "text/html"),
        (
            "a.txt",
            b"\xef\xbb\xbf\n<!-- saved <html> -->\n<?xml version='1.0'?>\n<html lang=en>Wind",
            "text/html",
        ),
        ("a.txt", b"The tag <html> begins a page.", "text/plain"),
        ("a.txt", b"<!-- never closed <html>", "text/plain"),
        ("a.txt", b"<htmlx>", "text/plain"),
        ("a.txt.gz", b"Wind rose.", "text/plain"),  # not compressed, whatever the name says
        ("a.txt", gzipped(b"Wind rose."), "text/plain"),  # compressed, without a word of it in the name
    ],
)
def test_the_content_tells_the_kind(tmp_path, name, raw, media_type):
    assert one(tmp_path / name, raw)["media_type"] == media_type


def test_many_comments_before_nothing_take_no_time(tmp_path):
    assert one(tmp_path / "a.txt", b"<!-- -->" * 2_000_000 + b"Wind")["media_type"] == "text/plain"


def test_a_page_declares_its_encoding(tmp_path):
    page = '<html><head><meta charset="iso-8859-2"></head><p>Rząd'.encode("iso-8859-2")
    assert one(tmp_path / "a.html", page)["encoding"] == "iso8859-2"
    assert one(tmp_path / "a.txt", page)["encoding"] == "iso8859-2"


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("none.txt", b"", "empty"),
        ("none.html.gz", gzipped(b""), "empty"),
        ("blank.html", b" \n\t\n", "empty"),
        ("marked.txt", b"\xef\xbb\xbf", "empty"),
        ("noise.txt", os.urandom(5000), "not_text"),
        ("noise.html", b"\x89PNG\r\n\x1a\n" + os.urandom(500), "not_text"),
        ("minutes.txt", b"%PDF-1.7\n1 0 obj\n", "not_text"),
        ("cut.html.gz", gzipped(PAGE)[:-9], "truncated_gzip"),
        ("cut.html.zst", zstandard.compress(PAGE * 9)[:-5], "truncated_zstd"),
        ("broken.txt.gz", gzipped(PAGE)[:-8] + bytes(8), "bad_gzip"),
        (
            "broken.txt.zst",
            zstandard.ZstdCompressor(write_checksum=True).compress(PAGE)[:-4] + bytes(4),
            "bad_zstd",
        ),
        ("more.txt.gz", gzipped(b"Wind rose.") + b"and more", "bad_gzip"),
        ("long.txt", b"Wind rose. " * 200, "too_large"),
        ("long.txt.gz", gzipped(b"Wind rose. " * 200), "too_large"),
        ("bomb.txt.zst", zstandard.compress(bytes(300_000_000)), "too_large"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, raw, reason):
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "zz.txt").write_bytes(b"Wind rose.")
    documents, rejections = read(tmp_path, document_bytes=2000 if reason == "too_large" else 50_000_000)
    assert reasons(rejections) == {name: reason}
    assert len(documents) == 1
    assert "\n" not in rejections[0]["detail"]
    assert rejections[0]["stage"] == "read"


def test_a_page_of_200_megabytes_is_not_read_whole(tmp_path):
    with (tmp_path / "big.html").open("wb") as file:
        file.truncate(200_000_000)
    documents, rejections = read(tmp_path)
    assert documents == []
    assert reasons(rejections) == {"big.html": "too_large"}


def test_gzip_in_several_members_with_padding(tmp_path):
    raw = gzipped(b"Wind ") + gzipped(b"rose.") + b"\x00" * 512
    assert one(tmp_path / "a.txt.gz", raw)["raw"] == b"Wind rose."


def test_zstd_in_several_frames(tmp_path):
    assert (
        one(tmp_path / "a.txt.zst", zstandard.compress(b"Wind ") + zstandard.compress(b"rose."))["raw"]
        == b"Wind rose."
    )
