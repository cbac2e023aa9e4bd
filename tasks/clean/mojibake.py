"""Text that was decoded with the wrong table ("donâ€™t"), repaired piece by piece: raw offsets stay true."""

import re
from difflib import SequenceMatcher

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from tasks.vocabulary.offsets import Piece

# Typographic marks alone are no mojibake; most lines have no other character beyond ASCII.
MARKS = "‘’“”—–…•·\xa0"
# A character that was written as two or three bytes shows as as many beyond ASCII; the byte A0 may show as a blank.
SPLIT_CHARACTER = re.compile(r"[^\x00-\x7f][^\x00-\x7f ]")
SETTINGS = TextFixerConfig(restore_byte_a0=True, replace_lossy_sequences=True, decode_inconsistent_utf8=True)


def may_be_garbled(raw: str) -> bool:
    """Whether a text holds a character that garbled text is made of."""
    if not raw.isascii():
        for mark in MARKS:
            if mark in raw:
                raw = raw.replace(mark, "")
    return not raw.isascii()


def repair(raw: str, raw_start: int) -> tuple[str, tuple[Piece, ...]]:
    """Return the repaired text and its pieces.

    Args:
        raw: one line or sentence as it stands in the raw text.
        raw_start: where it stands there.

    Returns:
        (text, pieces): `Piece.start` counts from the start of this text. A repair that would not change the
        length is left undone, since a piece of equal lengths means verbatim text.
    """
    whole = (Piece(0, len(raw), raw_start, len(raw)),)
    if not may_be_garbled(raw) or not SPLIT_CHARACTER.search(raw) or not is_bad(raw):
        return raw, whole
    fixed = fix_encoding(raw, SETTINGS)
    if fixed == raw:
        return raw, whole
    pieces = []
    for tag, a, b, c, d in SequenceMatcher(None, raw, fixed, autojunk=False).get_opcodes():
        if tag != "equal" and b - a == d - c:
            return raw, whole
        if d > c:
            pieces.append(Piece(c, d - c, raw_start + a, b - a))
    return fixed, tuple(pieces)
