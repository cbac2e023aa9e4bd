"""Bytes to text, the way browsers do it, but with UTF-8 believed before any label.

Order of belief: byte order mark; valid UTF-8; the label that HTTP, the page or the XML declaration states;
nearly valid UTF-8; a statistical guess; windows-1252. Labels follow the WHATWG Encoding Standard
(https://encoding.spec.whatwg.org), where "iso-8859-1" means windows-1252 and "gb2312" means gb18030.
"""

import codecs
import re
from typing import NamedTuple

import cchardet

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LABELS = {
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-euc-jp": "euc-jp",
    "unicode": "utf-8",
    "utf8": "utf-8",
}
SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})  # valid ASCII on the wire: only their label tells
NOT_ON_THE_WEB = frozenset({"utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})
DECLARATION_BYTES = 65_536  # the standard looks at 1,024, but on 22 of 193 real pages the tag comes later
GUESS_BYTES = 200_000  # what the guesser reads, in some 20 ms
MAX_BROKEN_SHARE = 0.1  # of the non-ASCII sequences: a UTF-8 page cut or spliced mid-character still is UTF-8
MIN_NUL_SHARE = 0.3  # of the even or odd bytes: UTF-16 without a mark, in a script with an ASCII half

_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE
)
_BINARY_START = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"wOF",
    b"\x7fELF", b"MZ\x90", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ", b"Rar!", b"PAR1",
    b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00",
)  # fmt: skip
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
SOME_NOT_TEXT = 4  # such characters do not condemn a short text
NOT_TEXT_SAMPLE = 65_536  # characters
MAX_NOT_TEXT_SHARE = 0.05  # random bytes read as windows-1252 have 13 %, none of 193 real pages has any


class Decoded(NamedTuple):
    """A text and the Python name of the encoding it was read in; `is_exact` = no byte had to be replaced."""

    text: str
    encoding: str
    is_exact: bool


def codec_name(label: str | None) -> str | None:
    """Return the Python name of the encoding that a label means on the web; None if it means none."""
    if not label:
        return None
    folded = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(LABELS.get(folded, folded)).name
        "a".encode(name)
    except (LookupError, ValueError):  # unknown, or no text encoding (rot13, zlib)
        return None
    return None if name in NOT_ON_THE_WEB else LABELS.get(name, name)


def declared_encoding(raw: bytes) -> str | None:
    """Return the label in the XML declaration or the first `<meta charset>` of a page; None without one."""
    head = raw[:DECLARATION_BYTES]
    found = _XML_DECLARED.search(head) or _DECLARED.search(head)
    return found.group(1).decode("ascii") if found else None


def decode(raw: bytes, label: str | None = None) -> Decoded:
    """Read bytes as text; never fails.

    The mark at the start of a UTF-8 text stays (U+FEFF), as `open(encoding="utf-8")` leaves it.

    Args:
        raw: the bytes.
        label: what HTTP, the page or the lake says the encoding is; used where the bytes leave it open.
    """
    stated = codec_name(label)
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _read(raw, name)
    if stated and stated.replace("-", "_") in SEVEN_BIT:
        return _read(raw, stated)
    if nul := _utf16_without_mark(raw):
        return _read(raw, nul)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", is_exact=True)
    except UnicodeDecodeError:
        pass
    if stated and not stated.startswith("utf"):
        try:
            return Decoded(raw.decode(stated), stated, is_exact=True)
        except (UnicodeDecodeError, ValueError):
            pass
    if _is_nearly_utf8(raw):
        return _read(raw, "utf-8")
    if stated and not stated.startswith("utf"):
        return _read(raw, stated)
    guess = codec_name(cchardet.detect(raw[:GUESS_BYTES])["encoding"])
    if guess and guess not in {"utf-8", "ascii"}:
        try:
            return Decoded(raw.decode(guess), guess, is_exact=True)
        except (UnicodeDecodeError, ValueError):
            pass
    return _read(raw, "windows-1252")


def is_text(raw: bytes, text: str) -> bool:
    """Whether decoded bytes are something to read rather than an image, an archive or noise."""
    if raw.startswith(_BINARY_START):
        return False
    sample = text[:NOT_TEXT_SAMPLE]
    return len(_NOT_TEXT.findall(sample)) <= max(SOME_NOT_TEXT, MAX_NOT_TEXT_SHARE * len(sample))


def _read(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, "replace")
    return Decoded(text, encoding, is_exact="\ufffd" not in text)


def _is_nearly_utf8(raw: bytes) -> bool:
    text = raw[:GUESS_BYTES].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - broken
    return broken <= MAX_BROKEN_SHARE * max(sound, 0)


def _utf16_without_mark(raw: bytes) -> str | None:
    head = raw[:2048]
    if b"\x00" not in head or len(head) < 4:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd >= MIN_NUL_SHARE and even < MIN_NUL_SHARE / 10:
        return "utf-16-le"
    if even >= MIN_NUL_SHARE and odd < MIN_NUL_SHARE / 10:
        return "utf-16-be"
    return None
