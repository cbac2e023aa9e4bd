"""The clean stage on a batch of documents: Arrow tables in and out."""

from typing import Any, NamedTuple

import pyarrow as pa

from tasks.clean.clean import clean_document
from tasks.clean.cleaned import Cleaned
from tasks.clean.evidence import LineEvidence, line_rows
from tasks.clean.folding import word_count
from tasks.clean.outlet import source_id, stated_outlet
from tasks.clean.segments import cut
from tasks.vocabulary.decode import decode_document
from tasks.vocabulary.document import DecodedDocument, Rejected
from tasks.vocabulary.ids import sibling_id
from tasks.vocabulary.items import begin_item
from tasks.vocabulary.offsets import RawMap
from tasks.vocabulary.schemas import rows_to_table

STAGE = "clean"


class CleanBatch(NamedTuple):
    """What cleaning a batch gives; `run_id`, duplicates and stories are filled in later."""

    articles: pa.Table
    removed_text: pa.Table
    rejections: pa.Table


def clean_batch(documents: pa.Table, evidence: LineEvidence) -> CleanBatch:
    """Clean each document; one that cannot be cleaned becomes a row in `rejections`.

    Args:
        documents: rows of the table `documents`.
        evidence: lines of these documents that recur in the corpus.
    """
    articles: list[dict[str, Any]] = []
    removed: list[dict[str, Any]] = []
    rejections: list[dict[str, Any]] = []
    for number, row in enumerate(documents.to_pylist()):
        begin_item(number)
        try:
            document = decode_document(row)
            article, spans = rows_of(document, clean_document(document, evidence))
        except Rejected as verdict:
            rejections.append(rejection(row, verdict))
        else:
            articles.append(article)
            removed += spans
    return CleanBatch(
        rows_to_table("articles", articles),
        rows_to_table("removed_text", removed),
        rows_to_table("rejections", rejections),
    )


def lines_of_batch(documents: pa.Table) -> pa.Table:
    """Return the `outlet_lines` rows that the texts among the documents contribute; pages contribute none."""
    rows: list[dict[str, Any]] = []
    for row in documents.to_pylist():
        try:
            document = decode_document(row)
        except Rejected:
            continue
        if document.text is not None:
            rows += line_rows(document.document_id, stated_outlet(document), cut(document.text))
    return rows_to_table("outlet_lines", rows)


def rows_of(document: DecodedDocument, cleaned: Cleaned) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the row of `articles` and the rows of `removed_text`."""
    article_id = sibling_id("a", document.document_id)
    published, modified = cleaned.published, cleaned.modified
    article = {
        "article_id": article_id,
        "document_id": document.document_id,
        "external_id": document.external_id,
        "url": document.url,
        "canonical_url": cleaned.canonical_url,
        "source_id": source_id(cleaned.source_domain, cleaned.source_name),
        "source_name": cleaned.source_name,
        "source_domain": cleaned.source_domain,
        "section": cleaned.section,
        "title": cleaned.title,
        "title_raw_start": cleaned.title_raw_start,
        "authors": cleaned.authors,
        "published_at": published.at if published else None,
        "published_precision": published.precision if published else None,
        "published_from": published.found_in if published else None,
        "modified_at": modified.at if modified else None,
        "dateline": cleaned.dateline,
        "agencies": cleaned.agencies,
        "language": cleaned.language,
        "language_declared": cleaned.language_declared,
        "text": cleaned.text,
        "raw_map": RawMap(cleaned.raw_map).to_rows() if cleaned.raw_map is not None else None,
        "n_words": word_count(cleaned.text),
        "extractor": cleaned.extractor,
    }
    spans = [
        {
            "article_id": article_id,
            "raw_start": span.raw_start,
            "raw_end": span.raw_end,
            "text": span.text,
            "reason": span.reason,
        }
        for span in cleaned.removed
    ]
    return article, spans


def rejection(row: dict[str, Any], verdict: Rejected) -> dict[str, Any]:
    """Return the row of `rejections` for a document."""
    return {
        "document_id": row["document_id"],
        "origin": row["origin"],
        "stage": STAGE,
        "reason": verdict.reason,
        "detail": verdict.detail,
    }
