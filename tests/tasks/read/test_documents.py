"""The stream of batches: bounded, in the tables' schemas, the same every time, and unharmed by anything it meets."""

import gzip
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading import RECORDS, json_lines, read, warc

from tasks.read.documents import read_documents
from tasks.read.limits import ReadLimits
from tasks.vocabulary.schemas import TABLES


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "feed.jsonl").write_bytes(
        json_lines([{**record, "n": n} for n in range(50) for record in [RECORDS[0] | {"id": n}]])
    )
    (folder / "feed.csv").write_text("id,text\n" + "".join(f"c{n},Gale number {n}\n" for n in range(30)))
    pq.write_table(pa.table({"text": [f"Calm number {n}" for n in range(30)]}), folder / "feed.parquet")
    pages = [(f"https://x.example/{n}", "200 OK", "text/html", b"<p>Page %d" % n) for n in range(20)]
    (folder / "crawl.warc.gz").write_bytes(warc(pages))
    (folder / "a.txt").write_text("Wind rose.")
    (folder / "b.html.gz").write_bytes(gzip.compress(b"<p>Wind fell."))
    (folder / "empty.txt").write_text("")
    return folder


def test_batches_have_the_tables_schemas_and_bounds(newsroom):
    batches = list(read_documents([str(newsroom)], ReadLimits(batch_documents=16)))
    assert [batch.documents.num_rows for batch in batches] == [16] * 8 + [4]
    assert all(batch.documents.schema == TABLES["documents"] for batch in batches)
    assert all(batch.rejections.schema == TABLES["rejections"] for batch in batches)
    assert sum(batch.rejections.num_rows for batch in batches) == 1
    small = read_documents([str(newsroom)], ReadLimits(batch_bytes=1000))
    assert all(sum(batch.documents["n_bytes"].to_pylist()) < 1200 for batch in small)


def test_reading_twice_gives_the_same(newsroom):
    first, second = ([batch.documents for batch in read_documents([str(newsroom)])] for _ in range(2))
    assert first == second


def test_repeats_are_given_out_once_and_counted(newsroom, tmp_path):
    (tmp_path / "copy.jsonl").write_bytes((newsroom / "feed.jsonl").read_bytes())
    batches = list(read_documents([str(newsroom), str(tmp_path)]))
    assert sum(batch.documents.num_rows for batch in batches) == 132
    assert sum(batch.n_repeats for batch in batches) == 50


def test_nothing_comes_of_nothing(tmp_path):
    assert list(read_documents([])) == []
    assert list(read_documents([str(tmp_path)])) == []


def test_ids_are_the_same_on_any_machine(tmp_path):
    """Fixed for good: a change here would make every warehouse read its input anew."""
    (tmp_path / "storm.txt").write_bytes(b"Wind rose.")
    (tmp_path / "feed.jsonl").write_bytes(b'{"text": "Wind rose.", "id": 1}')
    (tmp_path / "crawl.warc").write_bytes(
        warc([("https://x.example/", "200 OK", "text/html", b"<p>Wind rose.")], gzip=False)
    )
    documents, _ = read(tmp_path)
    assert [row["document_id"] for row in documents] == [
        "d_04c103681d1bd30d57ae",
        "d_ed9678a81375436b7946",
        "d_8df3c88f1c10ac782e9b",
    ]


@pytest.mark.parametrize(
    "name", ["feed.jsonl", "feed.csv", "feed.parquet", "crawl.warc.gz", "b.html.gz", "a.txt"]
)
def test_damaged_files_end_in_rows_not_in_errors(newsroom, tmp_path, name):
    whole = (newsroom / name).read_bytes()
    dice = random.Random(name)
    for number in range(40):
        raw = bytearray(whole)
        match number % 4:
            case 0:
                raw = raw[: dice.randrange(len(raw))]
            case 1:
                for _ in range(dice.randrange(1, 20)):
                    raw[dice.randrange(len(raw))] = dice.randrange(256)
            case 2:
                at = dice.randrange(len(raw))
                raw[at:at] = dice.randbytes(dice.randrange(1, 300))
            case 3:
                at = dice.randrange(len(raw))
                del raw[at : at + dice.randrange(1, 300)]
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_bytes(raw)
        documents, rejections = read(folder)
        assert documents or rejections
        assert all("\n" not in row["detail"] and row["reason"] for row in rejections)
