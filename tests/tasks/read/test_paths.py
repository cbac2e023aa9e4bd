"""Which files are read: folders whole and in order, each file once, what is no article passed over or named."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from reading import read, reasons

from tasks.read.found import Rejection
from tasks.read.paths import SourceFile, find_files, format_of


@pytest.fixture
def newsroom(tmp_path):
    for name in [
        "b/two.txt",
        "a/one.html",
        "a/deep/er/three.md",
        "c.txt",
        "README.md",
        ".hidden/x.txt",
        "b/.DS_Store",
        "a/site.css",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"the words of {name}")
    return tmp_path


def names(found):
    return [file.path.name for file in found if isinstance(file, SourceFile)]


def test_folders_are_read_whole_in_the_order_of_names(newsroom):
    found = list(find_files([str(newsroom)]))
    assert names(found) == ["three.md", "one.html", "two.txt", "c.txt"]
    left_out = {Path(file.origin).name: file.reason for file in found if isinstance(file, Rejection)}
    assert left_out == {"README.md": "not_an_article", "site.css": "unsupported_type"}  # and nothing hidden


def test_each_file_is_read_once(newsroom):
    inputs = [
        str(newsroom / "c.txt"),
        str(newsroom),
        str(newsroom / "*.txt"),
        str(newsroom / "b" / ".." / "c.txt"),
    ]
    assert names(find_files(inputs)) == ["c.txt", "three.md", "one.html", "two.txt"]


def test_globs(newsroom):
    assert names(find_files([str(newsroom / "**" / "*.md")])) == ["README.md", "three.md"]
    assert names(find_files([str(newsroom / "[ab]")])) == ["three.md", "one.html", "two.txt"]


def test_a_name_with_a_bracket_is_a_name_first(tmp_path):
    (tmp_path / "storm [1].txt").write_text("Wind rose.")
    assert names(find_files([str(tmp_path / "storm [1].txt")])) == ["storm [1].txt"]


def test_links_that_go_in_circles_end(newsroom):
    (newsroom / "a" / "back").symlink_to(newsroom)
    (newsroom / "again.txt").symlink_to(newsroom / "c.txt")
    assert sorted(names(find_files([str(newsroom)]))) == ["again.txt", "one.html", "three.md", "two.txt"]


def test_what_is_not_there_or_no_article_is_rejected(newsroom):
    (newsroom / "minutes.docx").write_bytes(b"PK")
    (newsroom / "dead.txt").symlink_to(newsroom / "nowhere.txt")
    os.mkfifo(newsroom / "pipe.txt")
    _, rejections = read(newsroom, newsroom / "nobody.txt", newsroom / "*.warc", newsroom / "a" / "site.css")
    assert reasons(rejections) == {
        "minutes.docx": "unsupported_type",
        "dead.txt": "not_found",
        "pipe.txt": "unsupported_type",
        "nobody.txt": "not_found",
        "*.warc": "not_found",
        "site.css": "unsupported_type",
        "README.md": "not_an_article",
    }


def test_a_name_that_is_no_utf8(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/gr\xfc\xdfe.txt")).write_text("Wind rose.")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/gr\xfc\xdfe.xyz")).write_text("Wind rose.")
    documents, rejections = read(tmp_path)
    assert documents[0]["origin"] == f"{tmp_path}/gr\ufffd\ufffde.txt"
    assert reasons(rejections) == {"gr\ufffd\ufffde.xyz": "unsupported_type"}


@pytest.fixture
def nobody():
    """Root may read everything: the test goes on as somebody else."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_no_permission(nobody):
    with TemporaryDirectory() as folder:
        newsroom = Path(folder)
        (newsroom / "b").mkdir()
        (newsroom / "c.txt").write_text("Wind rose.")
        (newsroom / "c.txt").chmod(0)
        (newsroom / "b").chmod(0)
        _, rejections = read(newsroom)
        (newsroom / "b").chmod(0o700)
    assert reasons(rejections) == {"c.txt": "unreadable", "b": "unreadable"}
    assert "permission" in rejections[0]["detail"].lower()


@pytest.mark.parametrize(
    ("name", "kind", "plain"),
    [
        ("a.html", "page", "a.html"),
        ("A.HTM.GZ", "page", "A.HTM"),
        ("feed.jsonl.zst", "lines", "feed.jsonl"),
        ("feed.ndjson", "lines", "feed.ndjson"),
        ("crawl.warc.gz", "warc", "crawl.warc"),
        ("table.parquet", "parquet", "table.parquet"),
        ("table.parquet.gz", None, "table.parquet"),
        ("noending", None, "noending"),
        (".gz", None, ""),
    ],
)
def test_what_a_name_promises(name, kind, plain):
    assert format_of(name) == (kind, plain)
