"""A file as a stream of decompressed chunks; its first bytes, not its name, tell how it is compressed."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import zstandard

CHUNK_BYTES = 1 << 20
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# A zstd block of 4 bytes can stand for 128 KiB, and its decoder cannot be told to stop:
# 2 KiB in are 64 MiB out at worst.
ZSTD_INPUT_BYTES = 2048


class BrokenStream(Exception):  # noqa: N818 - it is what was found, not a fault of ours
    """Compressed data end early or are damaged; raised after all that could be read was given out.

    Args:
        reason: `truncated_gzip`, `bad_gzip`, `truncated_zstd` or `bad_zstd`.
        detail: one line for a person.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Chunks:
    """The decompressed bytes of a file, a chunk at a time.

    Attributes:
        start: offset in the file at which reading begins.
        members: (offset in the decompressed stream, offset in the file) of each gzip member met so far.
    """

    def __init__(self, path: Path, start: int = 0) -> None:
        self.path = path
        self.start = start
        self.members: list[tuple[int, int]] = []

    def __iter__(self) -> Iterator[bytes]:
        """Yield the chunks.

        Raises:
            BrokenStream: see there.
            OSError: the file cannot be read.
        """
        with self.path.open("rb") as file:
            file.seek(self.start)
            magic = file.read(4)
            file.seek(self.start)
            if magic.startswith(GZIP_MAGIC):
                yield from self._gunzip(file)
            elif magic == ZSTD_MAGIC:
                yield from _unzstd(file)
            else:
                while chunk := file.read(CHUNK_BYTES):
                    yield chunk

    def _gunzip(self, file: BinaryIO) -> Iterator[bytes]:
        """Decompress all members (RFC 1952), each step bounded to a chunk whatever the ratio."""
        given = 0
        data, taken = b"", self.start  # bytes of the file not yet decompressed; offset up to which it is read
        while True:
            if not data:
                data = file.read(CHUNK_BYTES)
                taken += len(data)
            if not data.strip(b"\x00"):  # padding after the last member
                if not data:
                    return
                data = b""
                continue
            if self.members and not GZIP_MAGIC.startswith(data[:1]):
                raise BrokenStream(
                    "bad_gzip", f"bytes that are not gzip follow the data at offset {taken - len(data)}"
                )
            self.members.append((given, taken - len(data)))
            member = zlib.decompressobj(wbits=31)
            while not member.eof:
                try:
                    chunk = member.decompress(data, CHUNK_BYTES)
                except zlib.error as error:
                    where = "damaged gzip data; compress the file again from its source"
                    raise BrokenStream("bad_gzip", f"{where} ({error})") from None
                data = member.unconsumed_tail
                given += len(chunk)
                if chunk:
                    yield chunk
                if not data and not member.eof:
                    data = file.read(CHUNK_BYTES)
                    taken += len(data)
                    if not data:
                        raise BrokenStream(
                            "truncated_gzip", "the gzip data end early; copy or download the file again"
                        )
            data = member.unused_data


def _unzstd(file: BinaryIO) -> Iterator[bytes]:
    decoder = zstandard.ZstdDecompressor()
    data = b""
    while data := data or file.read(ZSTD_INPUT_BYTES):
        frame = decoder.decompressobj()
        while True:
            try:
                chunk = frame.decompress(data)
            except zstandard.ZstdError as error:
                raise BrokenStream(
                    "bad_zstd", f"damaged zstd data; compress the file again ({error})"
                ) from None
            if chunk:
                yield chunk
            if frame.eof:
                data = frame.unused_data
                break
            data = file.read(ZSTD_INPUT_BYTES)
            if not data:
                raise BrokenStream(
                    "truncated_zstd", "the zstd data end early; copy or download the file again"
                )
