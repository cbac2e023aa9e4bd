"""What reading an input gives: rows of `documents`, and rejections."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from tasks.vocabulary.record import whole_characters

DocumentRow: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input, or a part of one, that is left out.

    Args:
        origin: where it stands: a path, with `#line=`, `#row=` or `#offset=` for a part of a file.
        reason: a short stable code.
        detail: one line: what was found and how to mend it.
        document_id: the id it would have had, where its bytes are known.
    """

    origin: str
    reason: str
    detail: str
    document_id: str | None = None

    def row(self) -> dict[str, Any]:
        """Return the row of `rejections`."""
        return {
            "document_id": self.document_id,
            "origin": whole_characters(self.origin),
            "stage": "read",
            "reason": self.reason,
            "detail": whole_characters(" ".join(self.detail.split())),
        }


Found: TypeAlias = DocumentRow | Rejection


def document_row(
    document_id: str,
    origin: str,
    media_type: str,
    raw: bytes,
    *,
    encoding: str,
    decoded: str | None = None,
    external_id: str | None = None,
    url: str | None = None,
    fetched_at: datetime | None = None,
    extra: str | None = None,
) -> DocumentRow:
    """Return a row of `documents`; the lake fills `run_id`."""
    return {
        "document_id": document_id,
        "external_id": external_id,
        "origin": whole_characters(origin),  # a file name may hold bytes that are no UTF-8
        "url": url,
        "media_type": media_type,
        "encoding": encoding,
        "raw": raw,
        "decoded": decoded,
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
        "n_bytes": len(raw),
        "fetched_at": fetched_at,
        "extra": extra,
    }
