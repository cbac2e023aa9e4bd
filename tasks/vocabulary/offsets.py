"""Where a piece of cleaned text stands in the raw text it came from.

All offsets are Python string indices (code points), end exclusive.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


class Piece(NamedTuple):
    """`length` characters of the cleaned text at `start`, made from `raw_length` raw ones at `raw_start`.

    A verbatim piece has both lengths equal and the same characters; a repaired one (mojibake) differs in length.
    """

    start: int
    length: int
    raw_start: int
    raw_length: int

    @property
    def is_verbatim(self) -> bool:
        """Whether offsets inside the piece can be carried over one by one."""
        return self.length == self.raw_length


_START = itemgetter(0)  # of a piece


@dataclass(frozen=True, slots=True)
class RawMap:
    """The pieces of one article's text in order, without overlaps. Characters in no piece (joining newlines) have no raw place."""

    pieces: tuple[Piece, ...]

    @classmethod
    def from_rows(cls, rows: Iterable[dict[str, int]] | None) -> "RawMap | None":
        """Read the `articles.raw_map` column; None for HTML."""
        if rows is None:
            return None
        return cls(tuple(Piece(r["start"], r["length"], r["raw_start"], r["raw_length"]) for r in rows))

    def to_rows(self) -> list[dict[str, int]]:
        """Write the `articles.raw_map` column."""
        return [piece._asdict() for piece in self.pieces]

    def split(self, span: tuple[int, int]) -> list[tuple[Span, Span]]:
        """Cut a span where the raw text is interrupted; return (span in the text, span in the raw text) of each part.

        A part that meets a repaired piece covers all the raw characters of that piece.
        """
        start, end = span
        out: list[tuple[Span, Span]] = []
        first = max(0, bisect_right(self.pieces, start, key=_START) - 1)
        for at in range(first, len(self.pieces)):
            piece = self.pieces[at]
            if piece.start >= end:
                break
            low, high = max(start, piece.start), min(end, piece.start + piece.length)
            if low >= high:
                continue
            if piece.is_verbatim:
                raw = Span(piece.raw_start + low - piece.start, piece.raw_start + high - piece.start)
            else:
                raw = Span(piece.raw_start, piece.raw_start + piece.raw_length)
            if out and out[-1][0].end == low and out[-1][1].end == raw.start:
                out[-1] = (Span(out[-1][0].start, high), Span(out[-1][1].start, raw.end))
            else:
                out.append((Span(low, high), raw))
        return out

    def to_raw(self, span: tuple[int, int]) -> Span | None:
        """Return the raw range from the span's first mapped character to its last; None if none is mapped."""
        parts = self.split(span)
        return Span(parts[0][1].start, parts[-1][1].end) if parts else None


def merge_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring verbatim pieces that touch in both texts."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if (
            last
            and last.is_verbatim
            and piece.is_verbatim
            and last.start + last.length == piece.start
            and last.raw_start + last.raw_length == piece.raw_start
        ):
            out[-1] = Piece(
                last.start, last.length + piece.length, last.raw_start, last.raw_length + piece.raw_length
            )
        elif piece.length:
            out.append(piece)
    return tuple(out)
