"""`.warc`, plain or gzipped (by record or as a whole), through warcio; after damage, reading goes on at the next record."""

import bisect
import contextlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from tasks.read.chunks import CHUNK_BYTES, GZIP_MAGIC, BrokenStream, Chunks
from tasks.read.found import Found, Rejection
from tasks.read.limits import ReadLimits
from tasks.read.paths import SourceFile
from tasks.read.response import read_response

# What warcio raises on damaged archives besides its own errors: numbers that are none, headers without a URI.
DAMAGE = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    EOFError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    AssertionError,
)
RECORD_START = b"WARC/"  # of an uncompressed record; of a compressed one, the start of its gzip member
GZIP_START = GZIP_MAGIC + b"\x08"
MEMBER_HEAD = 4096  # bytes of a gzip member that give its first few bytes in any case
MAX_RESTARTS = 1000  # a file damaged more often than that is noise
# warcio reads header lines whole. Even pictures have a newline every few hundred bytes: this is a bomb.
MAX_BYTES_WITHOUT_NEWLINE = 100_000_000


class Plain(io.RawIOBase):
    """The decompressed archive, from one of its records on, as the file that warcio expects; remembers a break in the compressed data."""

    def __init__(self, chunks: Chunks) -> None:
        super().__init__()
        self.chunks = chunks
        self.broken: BrokenStream | None = None
        self._source = iter(chunks)
        self._buffer = b""
        self._at = 0
        self._given = 0
        self._since_newline = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, b"" at the end or at the break."""
        if self._at >= len(self._buffer):
            try:
                self._buffer, self._at = next(self._source, b""), 0
            except BrokenStream as broken:
                self.broken, self._buffer, self._at = broken, b"", 0
        end = len(self._buffer) if size is None or size < 0 else self._at + size
        out = self._buffer[self._at : end]
        self._at += len(out)
        self._given += len(out)
        newline = out.rfind(b"\n")
        self._since_newline = len(out) - newline - 1 + (self._since_newline if newline < 0 else 0)
        if self._since_newline > MAX_BYTES_WITHOUT_NEWLINE:
            raise ArchiveLoadFailed(f"{MAX_BYTES_WITHOUT_NEWLINE:,} bytes without an end of line")
        return out

    def tell(self) -> int:
        """Return the offset in the decompressed archive."""
        return self._given

    def file_offset(self, plain_offset: int) -> int:
        """Return where on disk the record at a decompressed offset begins (its gzip member)."""
        members = self.chunks.members
        at = bisect.bisect_right(members, (plain_offset, 1 << 62)) - 1
        return members[at][1] if at >= 0 else self.chunks.start + plain_offset


def read_warc(file: SourceFile, limits: ReadLimits) -> Iterator[Found]:
    """Yield a row or a rejection for each HTML response, and a rejection for each place that cannot be read.

    Raises:
        OSError: the file cannot be read.
    """
    origin = str(file.path)
    walk = _Walk(file, limits)
    start = 0
    for _ in range(MAX_RESTARTS):
        yield from walk.read_from(start)
        if walk.damage is None:
            break
        following = _next_record(file.path, walk.damaged_at + 1)
        rest = "" if following else "; nothing after it can be read"
        yield Rejection(f"{origin}#offset={walk.damaged_at}", walk.reason, walk.damage + rest)
        if following is None:
            break
        start = following
    if walk.n_found == 0 and walk.damage is None:
        detail = f"{walk.n_records} records, but no HTML response among them; nothing to read"
        yield Rejection(origin, "empty", detail)


class _Walk:
    """The records of an archive up to the next damage.

    Attributes:
        damage: what was found, in words; None if the last walk came to the end.
        reason: the code for it.
        damaged_at: offset in the file of the record that could not be read.
    """

    def __init__(self, file: SourceFile, limits: ReadLimits) -> None:
        self.file = file
        self.limits = limits
        self.n_records = self.n_found = 0
        self.damage: str | None = None
        self.reason = "bad_warc"
        self.damaged_at = 0

    def read_from(self, start: int) -> Iterator[Found]:
        """Yield what the records from an offset on give."""
        self.damage, self.damaged_at = None, start
        plain = Plain(Chunks(self.file.path, start))
        archive = ArchiveIterator(plain)
        try:
            while True:
                with contextlib.redirect_stderr(io.StringIO()):  # warcio prints what it finds odd
                    record = next(archive, None)
                if record is None:
                    break
                self.damaged_at = plain.file_offset(archive.offset)
                found = read_response(record, f"{self.file.path}#offset={self.damaged_at}", self.limits)
                self.n_records += 1
                if plain.broken and isinstance(found, Rejection):  # what is wrong with it is said below
                    break
                if found is not None:
                    self.n_found += 1
                    yield found
        except DAMAGE as error:
            self.damage, self.reason = " ".join(str(error).split())[:200] or type(error).__name__, "bad_warc"
        if plain.broken:
            self.damage, self.reason = plain.broken.detail, plain.broken.reason
            self.damaged_at = max(self.damaged_at, plain.chunks.members[-1][1])


def _next_record(path: Path, offset: int) -> int | None:
    """Return where in the file the next record seems to begin, at or after an offset; None if none does."""
    with path.open("rb") as file:
        is_gzip = file.read(len(GZIP_START)) == GZIP_START
        sign = GZIP_START if is_gzip else RECORD_START
        file.seek(offset)
        window = file.read(CHUNK_BYTES)
        while window:
            at = window.find(sign)
            while at >= 0:
                if not is_gzip or _holds_record(file, offset + at):
                    return offset + at
                at = window.find(sign, at + 1)
            offset += max(len(window) - len(sign) + 1, 1)
            file.seek(offset)
            window = file.read(CHUNK_BYTES)
            window = window if len(window) >= len(sign) else b""
    return None


def _holds_record(file: BinaryIO, offset: int) -> bool:
    """Whether gzip data at an offset hold a record, and are not bytes that look like their start by chance."""
    file.seek(offset)
    try:
        start = zlib.decompressobj(wbits=31).decompress(file.read(MEMBER_HEAD), len(RECORD_START))
    except zlib.error:
        return False
    return start == RECORD_START
