"""From a record, whatever file it stood in, to its row of `documents`; and the watch for repeated ids."""

from tasks.read.found import DocumentRow, Found, Rejection, document_row
from tasks.read.limits import ReadLimits
from tasks.vocabulary.decode import RECORD
from tasks.vocabulary.document import Rejected
from tasks.vocabulary.ids import make_id
from tasks.vocabulary.record import (
    Parsed,
    Record,
    body_of,
    canonical_json,
    extra_of,
    parse_record,
    readable_json,
    string_of,
    time_of,
)


class SeenIds:
    """Which external ids a file has used: the first document with an id stays, others are rejected."""

    def __init__(self) -> None:
        self._document_of: dict[str, str] = {}

    def conflict(self, row: DocumentRow) -> Rejection | None:
        """Return the rejection of a row whose id stands for another document of the file."""
        external_id = row["external_id"]
        if external_id is None:
            return None
        first = self._document_of.setdefault(external_id, row["document_id"])
        if first == row["document_id"]:
            return None
        detail = f"id {external_id} belongs to an earlier article of this file ({first}); give each its own"
        return Rejection(row["origin"], "duplicate_id", detail, row["document_id"])


def read_line(line: bytes, origin: str, seen: SeenIds) -> Found:
    """Make the row of a JSON line, whose bytes stay as they are."""
    raw = line.strip()
    try:
        parsed = parse_record(raw)
    except Rejected as rejected:
        return Rejection(origin, rejected.reason, rejected.detail, make_id("d", "line", raw))
    return _row(parsed, raw, origin, seen)


def read_record(record: Record, origin: str, seen: SeenIds, limits: ReadLimits) -> Found:
    """Make the row of a record that was no JSON: `raw` becomes its JSON."""
    raw = readable_json(record)
    if len(raw) > limits.document_bytes:
        return Rejection(
            origin, "too_large", f"a record of {len(raw):,} bytes; the limit is {limits.document_bytes:,}"
        )
    return _row(Parsed(record, "utf-8", is_plain=True), raw, origin, seen)


def _row(parsed: Parsed, raw: bytes, origin: str, seen: SeenIds) -> Found:
    record = parsed.record
    document_id = make_id("d", "record", canonical_json(record))
    try:
        body = body_of(record)
    except Rejected as rejected:
        return Rejection(origin, rejected.reason, rejected.detail, document_id)
    row = document_row(
        document_id,
        origin,
        RECORD,
        raw,
        encoding=parsed.encoding,
        decoded=None if parsed.is_plain else body.text,
        external_id=string_of(record.get("id")),
        url=string_of(record.get("url")),
        fetched_at=time_of(record.get("fetched_at")),
        extra=extra_of(record),
    )
    return seen.conflict(row) or row
