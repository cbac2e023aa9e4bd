"""A page or feed fetched as its host wishes: robots.txt, pauses, redirects one by one, rests that are asked for."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from tasks.fetch.client import Answer, Unfetched, get
from tasks.fetch.robots import LONGEST, Robots, rules_for
from tasks.fetch.settings import FeedSettings
from tasks.fetch.state import State
from tasks.fetch.turns import Turns

MOST_REDIRECTS = 5  # what RFC 9309 asks to follow; browsers go on to 20
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSALS = frozenset({429, 503})
GONE = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 414, 451})  # asking again changes nothing


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of status 200 or 304, and the addresses that led to it, the first one asked for included."""

    answer: Answer
    asked: tuple[str, ...]


class Fetcher:
    """Fetches for one poll."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        settings: FeedSettings,
        state: State,
        turns: Turns,
        now: Callable[[], float],
    ) -> None:
        self._client = client
        self._settings = settings
        self._state = state
        self._turns = turns
        self._now = now
        self._robots: dict[str, Robots] = {}
        self._reading: dict[str, asyncio.Lock] = {}
        self._at_once = asyncio.Semaphore(settings.at_once)

    async def fetch(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        passes: Callable[[str], bool] = lambda url: True,  # noqa: ARG005
    ) -> Fetched:
        """Fetch an address.

        Args:
            url: normalised.
            headers: for a conditional request.
            passes: asked before a redirect is followed; if not, it ends with `known`.

        Raises:
            Unfetched: it cannot be had, now or for good.
        """
        asked: list[str] = []
        while True:
            if url in asked:
                raise Unfetched("redirect_loop", f"{url} leads back to itself", is_final=True)
            if len(asked) > MOST_REDIRECTS:
                raise Unfetched("redirect_loop", f"more than {MOST_REDIRECTS} redirects", is_final=True)
            if asked and not passes(url):
                raise Unfetched("known", f"it leads to {url}, which was fetched before", is_final=True)
            await self._ask_leave(url)
            answer = await self._get(url, dict(headers or {}), self._settings.max_bytes)
            asked.append(url)
            if answer.status not in REDIRECTS:
                break
            url = _target(url, answer)
        if answer.status in {200, 304}:
            return Fetched(answer, tuple(asked))
        told = f"{url} answered with status {answer.status} {answer.phrase}".strip()
        raise Unfetched("not_ok", told, is_final=answer.status in GONE)

    async def _get(self, url: str, headers: dict[str, str], limit: int) -> Answer:
        host = urlsplit(url).netloc
        async with self._turns.turn(host), self._at_once:
            try:
                seconds = self._settings.request_seconds
                answer = await get(self._client, url, headers, seconds=seconds, limit=limit)
            except Unfetched as unfetched:
                if not unfetched.is_final:
                    self._turns.failed(host)
                raise
        if answer.status in REFUSALS:
            until = self._turns.refused(host, answer.headers.get("Retry-After"))
            told = f"{url} answered with status {answer.status}: its host is left alone until then"
            raise Unfetched("resting", told, wait_until=until)
        if answer.status >= 500:
            self._turns.failed(host)
        else:
            self._turns.answered(host)
        return answer

    async def _ask_leave(self, url: str) -> None:
        """Look whether robots.txt allows an address, and how fast.

        Raises:
            Unfetched: `robots` (it does not), `robots_unreachable`, or what is wrong with the host.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        async with self._reading.setdefault(site, asyncio.Lock()):
            if site not in self._robots:
                text = self._state.robots(site, self._now())
                if text is None:
                    text, seconds = rules_for(*await self._read_robots(f"{site}/robots.txt"))
                    self._state.keep_robots(site, text, self._now() + seconds)
                self._robots[site] = Robots.read(text)
        rules = self._robots[site]
        self._turns.slow_down(parts.netloc, rules.delay_seconds)
        if not rules.allows(url):
            if not rules.is_reachable:
                raise Unfetched(
                    "robots_unreachable", f"{site}/robots.txt cannot be read: nothing is fetched there"
                )
            raise Unfetched("robots", f"{site}/robots.txt does not let us fetch {url}", is_final=True)

    async def _read_robots(self, url: str) -> tuple[int | None, bytes]:
        try:
            for _ in range(MOST_REDIRECTS + 1):
                answer = await self._get(url, {}, LONGEST * 10)
                if answer.status not in REDIRECTS:
                    return answer.status, answer.body(LONGEST * 10)
                url = _target(url, answer)
        except Unfetched as unfetched:
            if unfetched.reason in {"private_address", "resting"}:
                raise
            return (404 if unfetched.reason == "too_large" else None), b""
        return 404, b""  # as if there were none, says the RFC


def _target(url: str, answer: Answer) -> str:
    """Return where a redirect leads.

    Raises:
        Unfetched: nowhere.
    """
    target = urljoin(url, answer.headers.get("Location", ""))
    parts = urlsplit(target)
    if target == url or parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise Unfetched("bad_redirect", f"{url} leads nowhere that is read", is_final=True)
    return str(parts._replace(fragment="").geturl())
