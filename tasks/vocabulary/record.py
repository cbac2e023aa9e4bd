"""A record (a JSON line, a CSV or Parquet row) read as an article's raw input: which field means what."""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from tasks.vocabulary.document import Rejected, StatedFields
from tasks.vocabulary.encodings import decode

FIELDS = (
    "id", "url", "html", "text", "title", "authors", "published_at", "modified_at", "source", "language",
    "fetched_at",
)  # fmt: skip

_EPOCH = re.compile(
    r"(\d{9,10})(\.\d+)?|(\d{13})"
)  # seconds from 1973 to 2286, or milliseconds; "20141203" is a date
_SURROGATE = re.compile("[\ud800-\udfff]")

Record = dict[str, Any]


class Parsed(NamedTuple):
    """A JSON line as a record. `is_plain`: any JSON reader gives the same values for it."""

    record: Record
    encoding: str
    is_plain: bool


class Body(NamedTuple):
    """The one thing of a record that is cleaned: a page or a text."""

    html: str | None
    text: str | None


def parse_record(raw: bytes) -> Parsed:
    """Read the bytes of one JSON object.

    Forgives what scrapers do: raw tabs in strings, NaN, halves of emoji, other encodings than UTF-8.

    Raises:
        Rejected: `not_json`.
    """
    repeated = False

    def to_dict(pairs: list[tuple[str, Any]]) -> Record:
        nonlocal repeated
        out = dict(pairs)
        repeated = repeated or len(out) != len(pairs)
        return out

    decoded = decode(raw)
    line = decoded.text.removeprefix("\ufeff")
    is_plain = decoded.encoding == "utf-8" and len(line) == len(decoded.text)
    try:
        try:
            record = json.loads(line, object_pairs_hook=to_dict, parse_constant=_no_number)
        except json.JSONDecodeError:
            record = json.loads(line, object_pairs_hook=to_dict, parse_constant=_no_number, strict=False)
            is_plain = False
    except json.JSONDecodeError as error:
        hint = "; a JSON array is no record: write one object a line" if line.startswith("[") else ""
        raise Rejected("not_json", f"{error.msg} at character {error.pos}{hint}") from None
    except RecursionError:
        raise Rejected("not_json", "nested too deep to be a record") from None
    except ValueError as error:  # an integer of more than 4,300 digits
        raise Rejected("not_json", str(error).partition(";")[0]) from None
    if not isinstance(record, dict):
        raise Rejected("not_json", f"valid JSON, but a {_kind(record)} and not an object with fields")
    has_halves = "\\ud" in line or "\\uD" in line  # or whole pairs: then the copy in `decoded` does no harm
    return Parsed(record, decoded.encoding, is_plain and not repeated and not has_halves)


def canonical_json(record: Mapping[str, Any]) -> bytes:
    """Return one spelling for equal records: keys sorted, no blanks, ASCII, no fields without a value."""
    stated = {key: value for key, value in record.items() if value is not None}
    return json.dumps(stated, sort_keys=True, separators=(",", ":")).encode("ascii")


def readable_json(record: Mapping[str, Any]) -> bytes:
    """Return the record as UTF-8 JSON with sorted keys: `raw` where the input had no JSON, and `extra`."""
    stated = {key: value for key, value in record.items() if value is not None}
    try:
        text = json.dumps(stated, sort_keys=True, ensure_ascii=False, allow_nan=False)
    except ValueError:  # 1e999 is read as infinity, which JSON cannot write
        text = json.dumps(_finite(stated), sort_keys=True, ensure_ascii=False)
    return whole_characters(text).encode("utf-8")


def body_of(record: Mapping[str, Any]) -> Body:
    """Return the page of a record, else its text.

    Raises:
        Rejected: `no_text`.
    """
    for name in ("html", "text"):
        value = record.get(name)
        if isinstance(value, str) and not value.isspace() and value:
            value = whole_characters(value)
            return Body(value, None) if name == "html" else Body(None, value)
    names = ", ".join(sorted(str(name) for name in record)[:12])
    raise Rejected("no_text", f"neither `html` nor `text` holds anything to read (fields: {names or 'none'})")


def stated_fields(record: Mapping[str, Any]) -> StatedFields:
    """Return what the record says of its article; values of a wrong type count as not said."""
    return StatedFields(
        title=string_of(record.get("title")),
        authors=_authors(record.get("authors")),
        published_at=_time_as_stated(record.get("published_at")),
        modified_at=_time_as_stated(record.get("modified_at")),
        source=string_of(record.get("source")),
        language=string_of(record.get("language")),
    )


def extra_of(record: Mapping[str, Any]) -> str | None:
    """Return the fields that the contract does not name, as JSON with sorted keys; None if there are none."""
    unknown = {key: value for key, value in record.items() if key not in FIELDS and value is not None}
    return readable_json(unknown).decode("utf-8") if unknown else None


def string_of(value: Any) -> str | None:
    """Return a string or a number as a string without blanks around; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return whole_characters(str(value)).strip() or None


def time_of(value: Any) -> datetime | None:
    """Return a moment (ISO 8601, RFC 2822, or seconds or milliseconds since 1970) in UTC."""
    text = _time_as_stated(value)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def whole_characters(text: str) -> str:
    """Replace halves of surrogate pairs, which no UTF-8 can hold; the length stays."""
    try:
        text.encode("utf-8")  # ten times as fast as searching
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _time_as_stated(value: Any) -> str | None:
    text = string_of(value)
    epoch = _EPOCH.fullmatch(text) if text else None
    if not epoch:
        return text
    seconds = int(epoch[3]) / 1000 if epoch[3] else float(epoch[0])
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _authors(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        value = _authors_in(value.strip())
    if not isinstance(value, list | tuple):
        return None
    names = (string_of(item.get("name")) if isinstance(item, dict) else string_of(item) for item in value)
    return tuple(name for name in names if name) or None


def _authors_in(text: str) -> list[Any]:
    if text.startswith("["):  # a CSV cell that holds a list as JSON
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return found
    return text.split(";")


def _no_number(_name: str) -> None:
    """NaN and Infinity are no JSON: read as no value."""


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list) else value


def _kind(value: Any) -> str:
    names = {list: "list", str: "string", bool: "truth value", int: "number", float: "number"}
    return names.get(type(value), "null")
