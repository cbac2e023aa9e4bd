"""What the tests of reading share: an invented outlet's records, archives of its pages, and short ways to read them."""

import io
import json

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.read.documents import read_documents
from tasks.read.limits import ReadLimits
from tasks.vocabulary.decode import decode_document

RECORDS = [
    {
        "id": f"s{number}",
        "text": f"Storm number {number} reached Skerrow. “We wait,” said Ada Moor.",
        "title": f"Storm {number}",
    }
    for number in range(6)
]


def json_lines(records, newline="\n"):
    return "".join(json.dumps(record) + newline for record in records).encode()


def read(*inputs, **limits):
    """Return all documents and all rejections of some paths."""
    documents, rejections = [], []
    for batch in read_documents([str(path) for path in inputs], ReadLimits(**limits)):
        documents += batch.documents.to_pylist()
        rejections += batch.rejections.to_pylist()
    return documents, rejections


def texts(documents):
    return [decode_document(row).text for row in documents]


def reasons(rejections):
    """Return the reason of each rejection by the name of what was rejected."""
    return {row["origin"].rpartition("/")[2]: row["reason"] for row in rejections}


def warc(responses, gzip=True):
    """Return a WARC archive: each response is (URL, status line, content type, body, further headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, status, content_type, body, *headers in responses:
        pairs = [("Content-Type", content_type)] if content_type else []
        http = StatusAndHeaders(status, [*pairs, *headers], protocol="HTTP/1.1")
        stated = {"WARC-Date": "2025-10-03T09:30:00Z"}
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=stated
        )
        writer.write_record(record)
    return out.getvalue()
