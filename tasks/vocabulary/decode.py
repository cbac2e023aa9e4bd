"""From a row of `documents` to text: the raw bytes alone are enough to derive everything again."""

from collections.abc import Mapping
from typing import Any

from tasks.vocabulary.document import DecodedDocument, Rejected
from tasks.vocabulary.encodings import decode
from tasks.vocabulary.record import body_of, parse_record, stated_fields

RECORD = "application/json"  # media type of a document whose `raw` is a record
PAGE = "text/html"
TEXT = "text/plain"
MARKDOWN = "text/markdown"


def decode_document(row: Mapping[str, Any]) -> DecodedDocument:
    """Decode one row of `documents`.

    Args:
        row: needs `document_id`, `origin`, `media_type` and `raw`; uses `encoding`, `decoded`, `url`,
            `external_id` and `fetched_at` where they are given.

    Raises:
        Rejected: the bytes are no document after all (`not_json`, `no_text`, `empty`).
    """
    raw: bytes = row["raw"] or b""
    document_id, origin = row["document_id"], row["origin"]
    url, external_id, fetched_at = row.get("url"), row.get("external_id"), row.get("fetched_at")
    if row["media_type"] == RECORD:
        record = parse_record(raw).record
        html, text = body_of(record)
        stated = stated_fields(record)
        return DecodedDocument(document_id, origin, url, external_id, html, text, stated, fetched_at)
    content: str | None = row.get("decoded")
    if content is None:
        content = decode(raw, row.get("encoding")).text
    if not content.strip("\ufeff \t\r\n\f\v\x00"):
        raise Rejected("empty", f"{origin} holds nothing but blanks")
    if row["media_type"] == PAGE:
        return DecodedDocument(document_id, origin, url, external_id, html=content, fetched_at=fetched_at)
    return DecodedDocument(document_id, origin, url, external_id, text=content, fetched_at=fetched_at)
