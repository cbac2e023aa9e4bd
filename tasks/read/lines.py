"""Lines of a stream of chunks, none longer than a limit."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

# A line this many times over the limit is no record gone wrong: the file has no lines, or is a bomb.
GIVE_UP_FACTOR = 20


class Line(NamedTuple):
    """One line without its newline; `data` is None if it is longer than the limit, `size` its bytes."""

    number: int
    data: bytes | None
    size: int


class EndlessLine(Exception):  # noqa: N818 - a finding
    """A line went on beyond `GIVE_UP_FACTOR` limits; what follows in the file was not read."""

    def __init__(self, number: int, size: int) -> None:
        super().__init__(f"line {number} has more than {size:,} bytes")
        self.number = number
        self.size = size


def bounded_lines(chunks: Iterable[bytes], limit: int) -> Iterator[Line]:
    """Cut chunks into lines; hold at most `limit` bytes and one chunk.

    Raises:
        EndlessLine: see there.
    """
    number, size = 1, 0
    parts: list[bytes] = []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            size += len(end)
            if size > limit:
                yield Line(number, None, size)
            else:
                yield Line(number, b"".join((*parts, end)) if parts else end, size)
            parts, size = [], 0
            number += 1
        size += len(rest)
        if size > limit * GIVE_UP_FACTOR:
            raise EndlessLine(number, size)
        if size > limit:
            parts = []
        elif rest:
            parts.append(rest)
    if size > limit:
        yield Line(number, None, size)
    elif size:
        yield Line(number, b"".join(parts), size)
