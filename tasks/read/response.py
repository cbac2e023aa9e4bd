"""One HTTP response of a WARC archive becomes a row of `documents`."""

import json
import zlib
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader

from tasks.read.found import Found, Rejection, document_row
from tasks.read.limits import ReadLimits
from tasks.vocabulary.decode import PAGE
from tasks.vocabulary.encodings import declared_encoding, decode, is_text
from tasks.vocabulary.ids import make_id
from tasks.vocabulary.record import time_of, whole_characters

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
MAX_HEADER_BYTES = 1 << 16


class BadBody(Exception):  # noqa: N818 - a finding
    """A response's body cannot be had."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def read_response(record: Any, origin: str, limits: ReadLimits) -> Found | None:
    """Return the row of a warcio record, a rejection, or None for what is no HTML response (a request, an image)."""
    stated = _stated(record.rec_headers.get_header("WARC-JSON-Metadata"))
    refused = stated.get("newsloom_refused")
    if record.rec_type == "metadata" and isinstance(refused, dict):  # what polling the feeds could not have
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        return Rejection(origin, str(refused.get("reason")), f"{url}: {refused.get('detail')}")
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return None
    media_type, label = _content_type(headers.get_header("Content-Type"))
    if media_type not in PAGE_TYPES:
        return None
    url = whole_characters(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    status = headers.get_statuscode()
    if status != "200":
        return Rejection(origin, "not_ok", f"{url} answered with status {status}: no article")
    try:
        raw = _body(record, limits.document_bytes)
    except BadBody as bad:
        return Rejection(origin, bad.reason, f"{url}: {bad.detail}")
    document_id = make_id("d", "warc", url, raw)
    decoded = decode(raw, label or declared_encoding(raw))
    if not decoded.text.strip("\ufeff \t\r\n\f\v\x00"):
        return Rejection(origin, "empty", f"{url} answered with an empty page", document_id)
    if not is_text(raw, decoded.text):
        return Rejection(
            origin, "not_text", f"{url} answered with binary data called {media_type}", document_id
        )
    extra = {
        "warc_record_id": record.rec_headers.get_header("WARC-Record-ID"),
        "warc_truncated": record.rec_headers.get_header("WARC-Truncated"),
        "content_type": headers.get_header("Content-Type"),
        "last_modified": headers.get_header("Last-Modified"),
        "feed": stated.get("newsloom_feed"),  # what the feed that led to the page says of it
    }
    return document_row(
        document_id,
        origin,
        PAGE,
        raw,
        encoding=decoded.encoding,
        url=url or None,
        fetched_at=time_of(record.rec_headers.get_header("WARC-Date")),
        extra=json.dumps({key: value for key, value in extra.items() if value}, sort_keys=True),
    )


def _stated(header: str | None) -> dict[str, Any]:
    """Read the record's own metadata, as JSON in one of its headers."""
    try:
        found = json.loads(header or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _body(record: Any, limit: int) -> bytes:
    """Return the payload without transfer and content encoding.

    Raises:
        BadBody: `too_large`, `bad_warc` (cut short) or `unsupported_type` (an encoding that is not read).
    """
    if (record.length or 0) > limit + MAX_HEADER_BYTES:
        raise BadBody("too_large", f"{record.length:,} bytes; the limit is {limit:,}")
    stream = record.raw_stream
    if (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)  # without decompression, which it would not bound
    raw: bytes = stream.read()
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise BadBody("bad_warc", "the record is cut short; copy or download the file again")
    for encoding in reversed((record.http_headers.get_header("Content-Encoding") or "").lower().split(",")):
        raw = _decompress(raw, encoding.strip(), limit)
    if len(raw) > limit:
        raise BadBody("too_large", f"more than {limit:,} bytes")
    return raw


def _decompress(raw: bytes, encoding: str, limit: int) -> bytes:
    if encoding in {"", "identity", "none"}:
        return raw
    is_gzip = raw.startswith(b"\x1f\x8b")
    if encoding in {"gzip", "x-gzip"} and not is_gzip:
        return raw  # crawlers often store the body decompressed and leave the header as it was
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        if _is_plain(raw):
            return raw
        raise BadBody(
            "unsupported_type",
            f"content encoding {encoding} is not read; store pages decompressed or as gzip",
        )
    for window in (31,) if is_gzip else (15, -15):
        stream = zlib.decompressobj(wbits=window)
        try:
            out = stream.decompress(raw, limit + 1)
        except zlib.error:
            continue
        if stream.eof or len(out) > limit:
            return out
    if not is_gzip and _is_plain(raw):
        return raw
    raise BadBody("bad_warc", f"damaged {encoding} data")


def _is_plain(raw: bytes) -> bool:
    head = raw[:4096]
    return is_text(head, decode(head).text)


def _content_type(header: str | None) -> tuple[str, str | None]:
    """Split `text/html; charset=utf-8`; without a header a response counts as a page."""
    if not header:
        return "text/html", None
    kind, _, parameters = header.partition(";")
    label = next(
        (
            value
            for name, _, value in (part.partition("=") for part in parameters.split(";"))
            if name.strip().lower() == "charset"
        ),
        None,
    )
    return kind.strip().lower(), label
