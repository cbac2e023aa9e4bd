"""From what the user names (files, folders, globs) to the files to read, always in the same order."""

import glob
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from tasks.read.found import Rejection

PAGE, TEXT, MARKDOWN = "page", "text", "markdown"
LINES, CSV, PARQUET, WARC = "lines", "csv", "parquet", "warc"
FORMATS = {
    ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE,
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".jsonl": LINES, ".ndjson": LINES, ".csv": CSV, ".parquet": PARQUET, ".warc": WARC,
}  # fmt: skip
COMPRESSIONS = (".gz", ".zst")
READABLE = ".html .htm .txt .md .jsonl .ndjson .csv .warc (each also .gz or .zst) .parquet"

# Notes about a folder: readable, but no articles unless they are named by hand.
COMPANION_NAMES = frozenset({
    "readme", "readme.md", "readme.txt", "license", "license.md", "license.txt", "licence", "copying",
    "notice", "changelog", "changelog.md", "makefile", "dockerfile", "thumbs.db", "desktop.ini",
})  # fmt: skip


class SourceFile(NamedTuple):
    """A file to read: its absolute path, its format, and its name without a compression's ending."""

    path: Path
    format: str
    name: str


def find_files(inputs: Sequence[str]) -> Iterator[SourceFile | Rejection]:
    """Yield each file once, in the order of the inputs, folders depth first, entries sorted by name."""
    seen: set[bytes] = set()
    for given in inputs:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links
        if path.is_dir():
            yield from _walk(path, seen)
        elif os.path.lexists(path):
            yield from _named(path, seen)
        elif glob.has_magic(given):
            matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - the pattern may be absolute
            for match in matches:
                found = Path(os.path.abspath(match))  # noqa: PTH100
                yield from _walk(found, seen) if found.is_dir() else _named(found, seen)
            if not matches:
                yield Rejection(str(path), "not_found", f"no file matches {given}; check the pattern")
        else:
            yield Rejection(str(path), "not_found", f"there is no file or folder {given}; check the path")


def format_of(name: str) -> tuple[str | None, str]:
    """Return the format that a file name promises (None: not readable) and the name without .gz or .zst."""
    plain = name[: name.rindex(".")] if name.lower().endswith(COMPRESSIONS) else name
    kind = FORMATS.get(ending_of(plain))
    return (None if kind == PARQUET and plain != name else kind), plain


def ending_of(name: str) -> str:
    """Return the ending of a file name with its dot, in lower case; "" without one."""
    return Path(name).suffix.lower()


def _walk(folder: Path, seen: set[bytes]) -> Iterator[SourceFile | Rejection]:
    try:
        if not _is_new(folder, seen):
            return
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):  # hidden: not meant for readers of the folder
            continue
        path = Path(entry.path)
        if path.is_dir():
            yield from _walk(path, seen)
            continue
        if format_of(entry.name)[1].lower() in COMPANION_NAMES:
            yield Rejection(
                str(path), "not_an_article", "a note about its folder; name the file itself to read it"
            )
            continue
        yield from _named(path, seen)


def _named(path: Path, seen: set[bytes]) -> Iterator[SourceFile | Rejection]:
    try:
        if not S_ISREG(path.stat().st_mode):
            yield Rejection(str(path), "unsupported_type", "not a regular file (a device, pipe or socket)")
            return
        if not _is_new(path, seen):
            return
    except OSError as error:
        yield _unreadable(path, error)
        return
    kind, plain = format_of(path.name)
    if kind is None:
        ending = "".join(path.suffixes[-2:]) or "no ending"
        yield Rejection(str(path), "unsupported_type", f"{ending} is not read; readable are {READABLE}")
    else:
        yield SourceFile(path, kind, plain)


def _is_new(path: Path, seen: set[bytes]) -> bool:
    """Whether this path was not met under the same or, through a link, another name."""
    real = hashlib.blake2b(
        os.fsencode(os.path.realpath(path)), digest_size=16
    ).digest()  # a folder may have millions
    if real in seen:
        return False
    seen.add(real)
    return True


def _unreadable(path: Path, error: OSError) -> Rejection:
    reason = "not_found" if isinstance(error, FileNotFoundError) else "unreadable"
    return Rejection(str(path), reason, f"{error.strerror or error}; check the path and its permissions")
