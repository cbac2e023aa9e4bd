"""UTF-16 becomes UTF-8, and a binary file is told apart before it floods the rejections."""

import codecs
from collections.abc import Iterable, Iterator

from tasks.vocabulary.encodings import decode, is_text

HEAD_BYTES = 8192


class NotText(Exception):  # noqa: N818 - a finding
    """The file is binary."""

    reason = "not_text"
    detail = "binary data, not lines of text; check what was saved, and its ending"


def as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the stream, recoded if its start shows UTF-16, as spreadsheets save it; others pass as they are.

    Raises:
        NotText: the first bytes are those of an image, an archive or noise.
    """
    decoder: codecs.IncrementalDecoder | None = None
    is_first = True
    for chunk in chunks:
        if is_first:
            head = chunk[:HEAD_BYTES]
            decoded = decode(head)
            if not is_text(head, decoded.text):
                raise NotText
            if decoded.encoding.startswith(("utf-16", "utf-32")):
                decoder = codecs.getincrementaldecoder(decoded.encoding)("replace")
            is_first = False
        yield decoder.decode(chunk).encode() if decoder else chunk
    if decoder:
        yield decoder.decode(b"", final=True).encode()
