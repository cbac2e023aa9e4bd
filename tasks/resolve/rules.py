"""By which rules names are judged: if they are not those of the last run, everything is judged anew."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

from tasks.resolve.override import Override

STAGE = "resolve"
_FOLDERS = ("tasks.resolve", "tasks.vocabulary", "sql.resolve")
_PACKAGES = ("rigour",)


def rules_digest(overrides: Sequence[Override]) -> str:
    """Return what changes with the code, the packages it rests on and the user's own file."""
    return sha256(f"{_code()} {list(overrides)!r}".encode()).hexdigest()[:16]


@cache
def _code() -> str:
    digest = sha256(" ".join(version(package) for package in _PACKAGES).encode())
    for folder in _FOLDERS:
        package, _, name = folder.partition(".")
        entries = [entry for entry in files(package).joinpath(name).iterdir() if entry.is_file()]
        for entry in sorted(entries, key=lambda entry: entry.name):
            digest.update(entry.name.encode() + entry.read_bytes())
    return digest.hexdigest()
