"""`.csv`: a header with the field names, then one article a row."""

import csv
from collections.abc import Iterator

from tasks.read.chunks import BrokenStream, Chunks
from tasks.read.found import Found, Rejection
from tasks.read.limits import ReadLimits
from tasks.read.lines import EndlessLine, bounded_lines
from tasks.read.paths import SourceFile
from tasks.read.records import SeenIds, read_record
from tasks.read.transcode import NotText, as_utf8
from tasks.vocabulary.encodings import decode
from tasks.vocabulary.record import FIELDS, Record

DELIMITERS = ",;\t|"


class LongLine(Exception):  # noqa: N818 - a finding
    """A line of the file is longer than a document may be."""


def read_csv(file: SourceFile, limits: ReadLimits) -> Iterator[Found]:
    """Yield a row or a rejection for each row of the file; rows are counted from 1, the header not included.

    Raises:
        OSError: the file cannot be read.
    """
    origin = str(file.path)
    number = 0
    # A field may be as long as a document. The csv module keeps this limit for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), limits.document_bytes))
    try:
        lines = _text_lines(file, limits)
        header_line = next(lines, "")
        if not header_line.strip():
            yield Rejection(origin, "empty", "no header and no rows in it; nothing to read")
            return
        delimiter = _delimiter(header_line)
        header = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter))]
        if not {"html", "text"} & set(header):
            names = ", ".join(header)[:200]
            yield Rejection(
                origin, "bad_csv", f"the header names no column `html` or `text` (it has: {names})"
            )
            return
        seen = SeenIds()
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            where = f"{origin}#row={number}"  # as in RFC 7111, the header not counted
            if len(cells) > len(header):
                detail = f"{len(cells)} cells under {len(header)} names; quote cells that hold {delimiter!r}"
                yield Rejection(where, "bad_csv", detail)
            elif cells:
                record: Record = {
                    name: cell for name, cell in zip(header, cells, strict=False) if name and cell
                }
                yield read_record(record, where, seen, limits)
        if number == 0:
            yield Rejection(origin, "empty", "a header, but no rows; nothing to read")
    except csv.Error as error:
        detail = f"{error}; the rest was not read: look for a quotation mark not closed or not doubled"
        yield Rejection(f"{origin}#row={number + 1}", "bad_csv", detail)
    except (LongLine, EndlessLine) as error:
        yield Rejection(
            f"{origin}#row={number + 1}", "too_large", f"{error}; the rest of the file was not read"
        )
    except (BrokenStream, NotText) as broken:
        yield Rejection(origin, broken.reason, broken.detail)


def _text_lines(file: SourceFile, limits: ReadLimits) -> Iterator[str]:
    for line in bounded_lines(as_utf8(Chunks(file.path)), limits.document_bytes):
        if line.data is None:
            raise LongLine(
                f"line {line.number} has {line.size:,} bytes, the limit is {limits.document_bytes:,}"
            )
        text = decode(line.data).text
        yield (text.removeprefix("\ufeff") if line.number == 1 else text) + "\n"


def _delimiter(header: str) -> str:
    """Return the delimiter under which the header has most known field names; a comma if none has any."""
    return max(
        DELIMITERS, key=lambda d: len(set(FIELDS) & {cell.strip().strip('"') for cell in header.split(d)})
    )
