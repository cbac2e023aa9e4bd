"""One poll: ask every feed what is new, fetch the new pages, hand them to the inbox as one WARC file."""

import asyncio
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from filelock import FileLock, Timeout

from tasks.fetch.apart import LIMITS
from tasks.fetch.archive import Archive, hand_over_left
from tasks.fetch.client import Unfetched, open_client
from tasks.fetch.entries import normal
from tasks.fetch.feed import FeedReader
from tasks.fetch.fetcher import Fetcher
from tasks.fetch.settings import FeedSettings, shown
from tasks.fetch.state import State, WaitingPage, open_state
from tasks.fetch.told import FeedTold, PageTold, Polled
from tasks.fetch.turns import Turns, back_off
from tasks.pool.pool import WorkerPool
from tasks.vocabulary.errors import NewsloomError

STATE_FILE = ".feeds.sqlite"
PAGES = frozenset({"text/html", "application/xhtml+xml", ""})


def poll(
    settings: FeedSettings,
    inbox: Path,
    *,
    now: Callable[[], float] = time.time,
    progress: Callable[[float], None] = lambda share: None,  # noqa: ARG005
    pool: WorkerPool | None = None,
) -> Polled:
    """Poll all feeds once.

    Every page that is had lies in the inbox afterwards, in a WARC file; what cannot be had for good is told there too.
    What was had or refused in any earlier poll is not asked for again.

    Args:
        settings: of feeds.toml.
        inbox: folder; made if it is not there.
        now: the time in seconds since 1970.
        progress: told the share of pages that are done.
        pool: where feeds are read; without one, a worker process is started for this poll.

    Raises:
        NewsloomError: another poll of this inbox is under way, or the folder cannot be used.
    """
    began = time.monotonic()
    try:
        inbox.mkdir(parents=True, exist_ok=True)
        with FileLock(inbox / ".feeds.lock", timeout=0), open_state(inbox / STATE_FILE) as state:
            polled = Polled(archives=hand_over_left(inbox, state))
            name = f"feeds-{datetime.fromtimestamp(now(), UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}.warc.gz"
            archive = Archive(inbox, name, state)
            try:
                one = _Poll(settings, state, archive, polled, now=now, progress=progress)
                with nullcontext(pool) if pool else WorkerPool(1, LIMITS) as readers:
                    asyncio.run(one.run(readers))
            finally:
                if handed := archive.finish():
                    polled.archives.append(handed)
            polled.n_fetched, polled.n_waiting = archive.n_pages, state.n_waiting()
    except Timeout as error:
        raise NewsloomError(f"the feeds of {inbox} are being polled by another run: wait for it") from error
    except PermissionError as error:
        raise NewsloomError(f"cannot write in {inbox}: {error.strerror}; make it writable") from error
    polled.seconds = time.monotonic() - began
    return polled


class _Poll:
    def __init__(
        self,
        settings: FeedSettings,
        state: State,
        archive: Archive,
        polled: Polled,
        *,
        now: Callable[[], float],
        progress: Callable[[float], None],
    ) -> None:
        self._settings = settings
        self._state = state
        self._archive = archive
        self._polled = polled
        self._now = now
        self._progress = progress
        self._deadline = now() + settings.poll_seconds
        self._n_done = 0

    async def run(self, readers: WorkerPool) -> None:
        async with open_client(self._settings) as client:
            fetcher = self._fetcher(client)
            reader = FeedReader(fetcher, self._settings, self._state, readers, now=self._now)
            told = await asyncio.gather(*(reader.read(feed) for feed in self._settings.feeds))
            self._polled.feeds.extend(told)
            by_feed = dict(zip(self._settings.feeds, told, strict=True))
            most, at = self._settings.pages_per_feed, self._now()
            pages = [page for feed in by_feed for page in self._state.waiting(feed, at, most)]
            hosts: dict[str, deque[WaitingPage]] = {}
            for page in pages:
                hosts.setdefault(urlsplit(page.url).netloc, deque()).append(page)
            await asyncio.gather(
                *(
                    self._empty(queue, fetcher, by_feed, len(pages))
                    for queue in hosts.values()
                    for _ in range(self._settings.per_host)
                )
            )

    def _fetcher(self, client: httpx.AsyncClient) -> Fetcher:
        turns = Turns(self._settings, self._state, self._now, self._deadline)
        return Fetcher(client, self._settings, self._state, turns, self._now)

    async def _empty(
        self, queue: deque[WaitingPage], fetcher: Fetcher, feeds: Mapping[str, FeedTold], n_pages: int
    ) -> None:
        """Fetch the pages of one host while there is time; those that are left stay waiting."""
        while queue and self._now() < self._deadline:
            page = queue.popleft()
            try:
                await self._fetch(page, fetcher)
                feeds[page.feed].n_fetched += 1
            except Unfetched as unfetched:
                if self._put_off(page, unfetched):
                    feeds[page.feed].n_failed += 1
            self._n_done += 1
            self._progress(self._n_done / n_pages)

    async def _fetch(self, page: WaitingPage, fetcher: Fetcher) -> None:
        fetched = await fetcher.fetch(page.url, passes=lambda url: not self._state.is_had(same(url)))
        answer = fetched.answer
        if answer.status != 200:
            raise Unfetched("not_ok", f"{page.url} answered with status {answer.status}", is_final=True)
        if answer.media_type not in PAGES:
            told = f"{page.url} is {answer.media_type}, not a page"
            raise Unfetched("unsupported_type", told, is_final=True)
        self._archive.add_page(answer, page.said, map(same, fetched.asked), page.feed)

    def _put_off(self, page: WaitingPage, unfetched: Unfetched) -> bool:
        """Note a page that was not had; return whether that is a failure, and not just not its turn."""
        if unfetched.reason == "known":
            self._archive.settle_known(page.url, page.feed)
            return False
        if unfetched.reason == "resting":
            self._state.page_postponed(page.url, unfetched.wait_until or 0.0, counts=False)
            return False
        is_final = unfetched.is_final or page.tries + 1 >= self._settings.tries
        if is_final:
            self._archive.add_refusal(page.url, unfetched.reason, unfetched.detail, page.feed)
        else:
            self._state.page_postponed(page.url, back_off(self._now(), page.tries), counts=True)
        told = PageTold(page.url, shown(page.feed), unfetched.reason, unfetched.detail, is_final)
        self._polled.pages.append(told)
        return True


def same(url: str) -> str:
    """Return the form in which addresses are told apart; a redirect may lead to one with trackers in it."""
    return normal(url, url) or url
