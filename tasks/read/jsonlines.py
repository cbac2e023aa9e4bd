"""`.jsonl` and `.ndjson`: one JSON object a line, an article each."""

from collections.abc import Iterator

from tasks.read.chunks import BrokenStream, Chunks
from tasks.read.found import Found, Rejection
from tasks.read.limits import ReadLimits
from tasks.read.lines import EndlessLine, bounded_lines
from tasks.read.paths import SourceFile
from tasks.read.records import SeenIds, read_line
from tasks.read.transcode import NotText, as_utf8

UTF8_MARK = b"\xef\xbb\xbf"


def read_json_lines(file: SourceFile, limits: ReadLimits) -> Iterator[Found]:
    """Yield a row or a rejection for each line that is not blank; lines before a break come through.

    Raises:
        OSError: the file cannot be read.
    """
    origin = str(file.path)
    seen = SeenIds()
    is_blank = True
    try:
        for line in bounded_lines(as_utf8(Chunks(file.path)), limits.document_bytes):
            where = f"{origin}#line={line.number}"  # as in RFC 5147, but counted from 1
            if line.data is None:
                is_blank = False
                yield Rejection(
                    where,
                    "too_large",
                    f"a line of {line.size:,} bytes; the limit is {limits.document_bytes:,}",
                )
                continue
            data = line.data.removeprefix(UTF8_MARK) if line.number == 1 else line.data
            if data and not data.isspace():
                is_blank = False
                yield read_line(data, where, seen)
    except EndlessLine as endless:
        yield Rejection(
            f"{origin}#line={endless.number}", "too_large", f"{endless}; the rest of the file was not read"
        )
        return
    except (BrokenStream, NotText) as broken:
        yield Rejection(origin, broken.reason, broken.detail)
        return
    if is_blank:
        yield Rejection(origin, "empty", "no records in it; nothing to read")
