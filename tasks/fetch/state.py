"""What is remembered between polls, in one small SQLite file beside the inbox: feeds, pages, hosts, the archive.

A page is known from the moment its feed listed it, so that neither a poll that is killed nor a feed that is unchanged
afterwards loses it. It is `waiting`, then `had` or `refused`, and then never asked for again.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.fetch.entries import Entry
from tasks.lake.sqlfiles import load_sql
from tasks.vocabulary.errors import NewsloomError

SCHEMA = ("feeds", "pages", "waiting", "hosts", "robots", "archives")


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page to be fetched: what its feed said of it, and how often it was tried."""

    url: str
    feed: str
    said: dict[str, Any]
    tries: int


class State:
    """The tables. All times are seconds since 1970."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con

    def validators(self, feed: str) -> tuple[str | None, str | None, float, int]:
        """Return a feed's ETag, Last-Modified, when it may be asked again, and how often it failed in a row."""
        row = self._one("SELECT etag, last_modified, wait_until, failures FROM feeds WHERE url = ?", feed)
        return tuple(row) if row else (None, None, 0.0, 0)

    def add_pages(self, entries: Iterable[Entry], feed: str, said_by: str) -> int:
        """Remember the pages that a feed lists; return how many are new."""
        with self._con:
            before = self._con.total_changes
            self._con.executemany(
                "INSERT OR IGNORE INTO pages (url, feed, said) VALUES (?, ?, ?)",
                [(entry.url, feed, json.dumps(entry.said(said_by))) for entry in entries],
            )
            return self._con.total_changes - before

    def note_feed(self, url: str, etag: str | None, modified: str | None, *, now: float) -> None:
        """Remember what to ask an address of a feed with, the next time."""
        with self._con:
            self._con.execute(
                "INSERT OR REPLACE INTO feeds (url, etag, last_modified, polled_at) VALUES (?, ?, ?, ?)",
                (url, etag, modified, now),
            )

    def feed_failed(self, feed: str, wait_until: float) -> None:
        """Remember that a feed could not be had; its validators stay."""
        with self._con:
            self._con.execute(load_sql("fetch/note_feed_failure"), (feed, wait_until))

    def waiting(self, feed: str, now: float, most: int) -> list[WaitingPage]:
        """Return pages of a feed that may be tried now, in the order in which they were listed."""
        rows = self._con.execute(load_sql("fetch/pages_that_wait"), (feed, now, most))
        return [WaitingPage(url, feed, json.loads(said), tries) for url, said, tries in rows]

    def n_waiting(self) -> int:
        """Return how many pages wait in all."""
        return int(self._one("SELECT count(*) FROM pages WHERE state = 'waiting'")[0])

    def is_had(self, url: str) -> bool:
        """Whether a page was fetched before."""
        return bool(self._one("SELECT 1 FROM pages WHERE url = ? AND state = 'had'", url))

    def page_settled(self, urls: Iterable[str], feed: str, state: str, archive: str, length: int) -> None:
        """Remember what became of a page, under all its addresses, together with how long the archive is by now."""
        with self._con:
            self._con.executemany(load_sql("fetch/settle_page"), [(url, feed, state) for url in urls])
            self._con.execute("INSERT OR REPLACE INTO archives VALUES (?, ?)", (archive, length))

    def page_postponed(self, url: str, wait_until: float, *, counts: bool) -> None:
        """Remember that a page is to be tried again; `counts` if the failure was its own."""
        with self._con:
            self._con.execute(
                "UPDATE pages SET wait_until = ?, tries = tries + ? WHERE url = ?",
                (wait_until, int(counts), url),
            )

    def host_rest(self, host: str) -> tuple[float, int]:
        """Return until when a host is to be left alone, and how often in a row it asked for that."""
        row = self._one("SELECT wait_until, failures FROM hosts WHERE host = ?", host)
        return (row[0], row[1]) if row else (0.0, 0)

    def rest_host(self, host: str, wait_until: float, failures: int) -> None:
        """Remember until when a host is to be left alone."""
        with self._con:
            self._con.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", (host, wait_until, failures))

    def robots(self, site: str, now: float) -> str | None:
        """Return a site's robots.txt if it is fresh."""
        row = self._one("SELECT rules FROM robots WHERE site = ? AND until > ?", site, now)
        return row[0] if row else None

    def keep_robots(self, site: str, rules: str, until: float) -> None:
        """Keep a site's robots.txt for a while."""
        with self._con:
            self._con.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (site, rules, until))

    def archive_lengths(self) -> dict[str, int]:
        """Return how long each unfinished archive is, as far as its pages are known to be had."""
        return dict(self._con.execute("SELECT name, length FROM archives").fetchall())

    def archive_done(self, name: str) -> None:
        """Forget an archive: it lies in the inbox."""
        with self._con:
            self._con.execute("DELETE FROM archives WHERE name = ?", (name,))

    def _one(self, query: str, *values: object) -> Any:
        return self._con.execute(query, values).fetchone()


@contextmanager
def open_state(path: Path) -> Iterator[State]:
    """Open the file; make it if it is not there.

    Raises:
        NewsloomError: it cannot be read or written.
    """
    try:
        with closing(sqlite3.connect(path, timeout=30)) as con:
            con.execute("PRAGMA journal_mode = WAL")
            for name in SCHEMA:
                con.execute(load_sql(f"fetch/{name}"))
            yield State(con)
    except sqlite3.Error as error:
        raise NewsloomError(
            f"{path}, what is remembered of the feeds, cannot be used: {error}; mend or delete it "
            "(then pages that the feeds still list are fetched once more)"
        ) from error
