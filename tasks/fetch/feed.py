"""One feed in one poll: asked only for what changed, its new articles written down; a sitemap index is followed."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from tasks.fetch.apart import listed_apart
from tasks.fetch.client import Unfetched
from tasks.fetch.entries import Listed, NoFeed
from tasks.fetch.fetcher import Fetcher
from tasks.fetch.settings import FeedSettings, shown
from tasks.fetch.state import State
from tasks.fetch.told import FeedTold
from tasks.fetch.turns import back_off
from tasks.pool.pool import WorkerPool
from tasks.vocabulary.record import time_of

MOST_SITEMAPS = 20  # of one index in one poll: the ones changed last
DAY_S = 86_400
log = logging.getLogger(__name__)


class FeedReader:
    """Reads feeds for one poll."""

    def __init__(
        self,
        fetcher: Fetcher,
        settings: FeedSettings,
        state: State,
        pool: WorkerPool,
        *,
        now: Callable[[], float],
    ) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._state = state
        self._pool = pool
        self._now = now

    async def read(self, feed: str) -> FeedTold:
        """Ask a feed what is new, and write that down; a fault is told, not raised."""
        told = FeedTold(shown(feed))
        if self._state.validators(feed)[2] > self._now():
            told.fault = "it failed before, and is asked again later"
            return told
        try:
            found = await self._ask(feed, feed, told)
            if found is not None and found.sitemaps:
                await self._follow(feed, found, told)
        except Unfetched as unfetched:
            told.fault = f"{unfetched.reason}: {unfetched.detail}"
            told.outcome = "resting" if unfetched.reason == "resting" else "failed"
        return told

    async def _follow(self, feed: str, index: Listed, told: FeedTold) -> None:
        """Read the sitemaps of an index that changed lately; one that fails does not keep the others."""
        oldest = self._oldest()
        recent = [(url, at) for url, at in index.sitemaps if not _is_before(at, oldest)]
        recent.sort(key=lambda item: item[1] or "", reverse=True)
        for url, _ in recent[:MOST_SITEMAPS]:
            if self._state.validators(url)[2] > self._now():
                continue
            try:
                await self._ask(url, feed, told)
            except Unfetched as unfetched:
                told.fault = f"{shown(url)}: {unfetched.reason}: {unfetched.detail}"

    async def _ask(self, url: str, feed: str, told: FeedTold) -> Listed | None:
        """Ask one address of a feed; return what it lists, None if nothing changed.

        Raises:
            Unfetched: it cannot be had or read; it is asked again later.
        """
        etag, modified, _, failures = self._state.validators(url)
        given = {"If-None-Match": etag, "If-Modified-Since": modified}
        try:
            fetched = await self._fetcher.fetch(url, {name: value for name, value in given.items() if value})
            answer = fetched.answer
            if answer.status == 304:
                told.outcome = "unchanged"
                return None
            body = answer.body(self._settings.max_bytes)
            found = await asyncio.to_thread(listed_apart, self._pool, body, answer.url)
        except NoFeed as none:
            self._state.feed_failed(url, back_off(self._now(), failures))
            raise Unfetched("no_feed", str(none)) from None
        except Unfetched as unfetched:
            self._state.feed_failed(url, unfetched.wait_until or back_off(self._now(), failures))
            raise
        fresh = [entry for entry in found.entries if not _is_before(entry.published_at, self._oldest())]
        told.outcome = "read"
        told.n_listed += len(found.entries)
        told.n_old += len(found.entries) - len(fresh)
        # An index is always read whole: its own date often stays when one of its sitemaps changes.
        validators = [
            None if found.sitemaps else answer.headers.get(name) for name in ("ETag", "Last-Modified")
        ]
        told.n_new += self._state.add_pages(fresh, feed, shown(feed))
        self._state.note_feed(url, *validators, now=self._now())  # after the pages: a kill between loses none
        return found

    def _oldest(self) -> datetime:
        return datetime.fromtimestamp(self._now() - self._settings.max_age_days * DAY_S, UTC)


def _is_before(at: str | None, oldest: datetime) -> bool:
    moment = time_of(at)
    return moment is not None and moment < oldest
