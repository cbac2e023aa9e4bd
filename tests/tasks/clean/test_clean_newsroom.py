"""The project's own newsroom, cleaned: nothing of the gold's text is lost, and what its pages state is read."""

import json
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from tasks.clean.batch import clean_batch, lines_of_batch
from tasks.clean.evidence import LineEvidence
from tasks.read.documents import read_documents
from tasks.read.limits import ReadLimits

SEEDS = Path(__file__).parents[3] / "seeds"
FLOOR = 0.95  # reached: 1.00 of title and authors, 0.98 of dateline


@pytest.fixture(scope="module")
def newsroom():
    batches = [batch.documents for batch in read_documents([str(SEEDS / "newsroom")], ReadLimits())]
    documents = pa.concat_tables(batches)
    evidence = LineEvidence.from_lines(lines_of_batch(documents).to_pylist())
    articles = {row["document_id"]: row for row in clean_batch(documents, evidence).articles.to_pylist()}
    found = []
    for line in (SEEDS / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        for row in documents.select(["document_id", "origin", "external_id", "url"]).to_pylist():
            if row["document_id"] in articles and (
                gold["article"] in (row["external_id"], row["url"]) or row["origin"].endswith(gold["article"])
            ):
                found.append((gold, articles[row["document_id"]]))
                break
    assert len(found) > 30
    return found


@pytest.mark.parametrize("field", ["title", "authors", "dateline", "agencies", "language"])
def test_what_the_pages_state_is_read(newsroom, field):
    right = [(gold[field] or None) == (article[field] or None) for gold, article in newsroom]
    assert sum(right) / len(right) >= FLOOR


def test_dates_are_read(newsroom):
    right = []
    for gold, article in newsroom:
        stated = gold["published"]
        if stated is None or article["published_at"] is None:
            right.append(stated is None and article["published_at"] is None)
        elif len(stated) > 10:
            right.append(datetime.fromisoformat(stated) == article["published_at"])
        else:
            right.append(article["published_at"].isoformat().startswith(stated))
    assert sum(right) / len(right) >= FLOOR


def test_no_text_is_lost_and_litter_goes(newsroom):
    lost, kept, content, litter = 0, 0, 0, 0
    for gold, article in newsroom:
        text = " ".join(article["text"].split())
        content, litter = content + len(gold["content"]), litter + len(gold["boilerplate"])
        lost += sum(" ".join(paragraph.split()) not in text for paragraph in gold["content"])
        kept += sum(" ".join(line.split()) in text for line in gold["boilerplate"])
    assert lost <= 0.01 * content
    assert kept <= 0.05 * litter
