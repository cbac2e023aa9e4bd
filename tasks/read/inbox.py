"""A folder where articles are dropped: each file is claimed by one run, then moved to done/ or failed/ with the reason.

    inbox/a.html                      waits
    inbox/claimed/a.html              is being taken in
    inbox/done/2026-11-22/a.html      is in the warehouse
    inbox/failed/2026-11-22/a.html    was left out; a.html.reason.txt says why

Moves are renames within one file system: a file is in one of these places, never in two and never in part.
"""

import contextlib
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from tasks.vocabulary.errors import NewsloomError

CLAIMED, DONE, FAILED = "claimed", "done", "failed"
OWN = frozenset({CLAIMED, DONE, FAILED})
UNFINISHED = (".tmp", ".part", ".partial", ".crdownload")  # how programs name what they still write
SETTLE_S = 2.0  # a file that changed within so many seconds may still be being written


@dataclass(frozen=True, slots=True)
class Claim:
    """Files that one run takes in.

    Attributes:
        inbox: the folder, absolute.
        names: of the files and folders claimed, in order.
    """

    inbox: Path
    names: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where the claimed files lie meanwhile."""
        return self.inbox / CLAIMED

    def settle(self, reasons: Mapping[str, str], day: date) -> None:
        """Move the files to done/, those with a reason to failed/ with it.

        Args:
            reasons: by name, why nothing of a file was taken in.
            day: names the folder.
        """
        for name in self.names:
            reason = reasons.get(name)
            target = _free(self.inbox / (FAILED if reason else DONE) / day.isoformat() / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            if reason:
                target.with_name(f"{target.name}.reason.txt").write_text(f"{reason}\n", encoding="utf-8")
            (self.folder / name).rename(target)

    def give_back(self) -> None:
        """Put the files back to wait for another run."""
        for name in self.names:
            (self.folder / name).rename(_free(self.inbox / name))


@contextlib.contextmanager
def claim(inbox: Path, settle_seconds: float = SETTLE_S, whole: Collection[str] = ()) -> Iterator[Claim]:
    """Claim what waits in the inbox; what the block has not settled when it ends goes back.

    Files left claimed by a run that was killed are claimed again. Hidden files and unfinished downloads stay, and so
    does what changed within `settle_seconds`, but for files known to be `whole` by name.

    Raises:
        NewsloomError: another run is taking in this inbox, or the folder cannot be used.
    """
    inbox = inbox.expanduser().absolute()
    try:
        (inbox / CLAIMED).mkdir(parents=True, exist_ok=True)
        lock = FileLock(inbox / ".lock", timeout=0)
        with lock:
            _give_back_all(inbox)
            names = tuple(path.name for path in _waiting(inbox, settle_seconds, whole))
            for name in names:
                (inbox / name).rename(inbox / CLAIMED / name)
            try:
                yield Claim(inbox, names)
            finally:
                _give_back_all(inbox)
    except Timeout as error:
        raise NewsloomError(f"{inbox} is being taken in by another run: wait for it, or stop it") from error
    except PermissionError as error:
        raise NewsloomError(f"cannot move files in {inbox}: {error.strerror}; make it writable") from error


def _waiting(inbox: Path, settle_seconds: float, whole: Collection[str]) -> list[Path]:
    before = time.time() - settle_seconds
    return [
        path
        for path in sorted(inbox.iterdir())
        if path.name not in OWN
        and not path.name.startswith(".")
        and path.suffix.lower() not in UNFINISHED
        and (path.name in whole or _last_change(path) <= before)
    ]


def _last_change(path: Path) -> float:
    times = [path.stat().st_mtime, *(inner.stat().st_mtime for inner in path.rglob("*"))]
    return max(times)


def _give_back_all(inbox: Path) -> None:
    left = Claim(inbox, tuple(sorted(path.name for path in (inbox / CLAIMED).iterdir())))
    left.give_back()


def _free(path: Path) -> Path:
    """Return the path, or one beside it with a number if a file of that name is there already."""
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate
