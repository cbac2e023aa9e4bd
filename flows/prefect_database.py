"""Give back the room that deleted flow runs and events leave in Prefect's own database, if it is a SQLite file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from prefect.settings import get_current_settings

SQLITE = "sqlite+aiosqlite:///"
BUSY_S = 30.0
"""How long to wait for the server's writes; the server itself waits 60 s for ours."""

LEAST_SHARE = 0.1
"""Share of the file that must be free: rewriting it all for less costs more than it gives."""


def database_file() -> Path | None:
    """Return Prefect's database if it is a file of this machine."""
    settings = get_current_settings()
    url = settings.server.database.connection_url
    if url is None:
        return settings.home / "prefect.db"
    place = url.get_secret_value()
    return Path(place.removeprefix(SQLITE)) if place.startswith(SQLITE) else None


def vacuum(file: Path | None) -> str:
    """Rewrite the database without its free pages; return what was done, in one line."""
    if file is None or not file.is_file():
        return "not a file of this machine: nothing to do"
    try:
        with closing(sqlite3.connect(file, timeout=BUSY_S, isolation_level=None)) as database:
            free, total = (
                database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count")
            )
            before = file.stat().st_size
            if free < LEAST_SHARE * total:
                return f"{_megabytes(before)}, {free / max(total, 1):.0%} of it free: left as it is"
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        return f"could not be vacuumed this time: {error}"
    return f"{_megabytes(before)} became {_megabytes(file.stat().st_size)}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
