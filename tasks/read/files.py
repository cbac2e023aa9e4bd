"""A page or a text that is one article: the whole file is the document."""

from pathlib import Path

from tasks.read.chunks import BrokenStream, Chunks
from tasks.read.found import DocumentRow, Rejection, document_row
from tasks.read.limits import ReadLimits
from tasks.read.paths import MARKDOWN as MARKDOWN_FILE
from tasks.read.paths import PAGE as PAGE_FILE
from tasks.read.paths import SourceFile
from tasks.vocabulary.decode import MARKDOWN, PAGE, TEXT
from tasks.vocabulary.encodings import declared_encoding, decode, is_text
from tasks.vocabulary.ids import make_id

BLANKS = "\ufeff \t\r\n\f\v\x00"

PAGE_SEARCH = 100_000  # characters of comments before the first tag; real pages have a few hundred
PAGE_TAGS = ("<!doctype html", "<html>", "<html ", "<html\n")


def read_file(file: SourceFile, limits: ReadLimits) -> DocumentRow | Rejection:
    """Read one file as one document, or say why not.

    Raises:
        OSError: the file cannot be read.
    """
    origin = str(file.path)
    try:
        raw = _read_bounded(file.path, limits.document_bytes)
    except BrokenStream as broken:
        return Rejection(origin, broken.reason, broken.detail)
    if raw is None:
        return Rejection(
            origin, "too_large", f"more than {limits.document_bytes:,} bytes; no article is that long"
        )
    document_id = make_id("d", "file", file.name, raw)
    return page_or_text(document_id, origin, raw, file.format)


def page_or_text(document_id: str, origin: str, raw: bytes, kind: str) -> DocumentRow | Rejection:
    """Make the row of a file's bytes; `kind` is the format that its name promises."""
    decoded = decode(raw, declared_encoding(raw) if kind == PAGE_FILE else None)
    if not decoded.text.strip(BLANKS):
        return Rejection(origin, "empty", "nothing but blanks in it; nothing to read", document_id)
    if not is_text(raw, decoded.text):
        return Rejection(
            origin, "not_text", "binary data, not a page or a text; check what was saved", document_id
        )
    is_page = kind == PAGE_FILE or begins_as_page(decoded.text)
    if is_page and kind != PAGE_FILE and not (decoded.is_exact and decoded.encoding == "utf-8"):
        decoded = decode(raw, declared_encoding(raw))
    media_type = PAGE if is_page else MARKDOWN if kind == MARKDOWN_FILE else TEXT
    needs_text = not is_page and (decoded.encoding != "utf-8" or not decoded.is_exact)
    return document_row(
        document_id,
        origin,
        media_type,
        raw,
        encoding=decoded.encoding,
        decoded=decoded.text if needs_text else None,
    )


def begins_as_page(text: str) -> bool:
    """Whether a file under a text's name is a page: before its first tag stand only comments and declarations."""
    at = 0
    while at < PAGE_SEARCH:
        while text[at : at + 1].isspace() or text[at : at + 1] == "\ufeff":
            at += 1
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4)
        elif text.startswith("<?xml", at):
            end = text.find(">", at + 5)
        else:
            return text[at : at + 16].lower().startswith(PAGE_TAGS)
        if end < 0:
            return False
        at = text.index(">", end) + 1
    return False


def _read_bounded(path: Path, limit: int) -> bytes | None:
    """Return the decompressed bytes of a file, None if they are more than the limit."""
    parts: list[bytes] = []
    size = 0
    for chunk in Chunks(path):
        size += len(chunk)
        if size > limit:
            return None
        parts.append(chunk)
    return b"".join(parts)
