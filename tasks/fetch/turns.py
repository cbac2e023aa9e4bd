"""When which host may be asked: one after the other, with a pause, and not at all while it asked to be left alone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

from tasks.fetch.client import Unfetched
from tasks.fetch.settings import FeedSettings
from tasks.fetch.state import State

LONGEST_REST_S = 24 * 3600.0  # a host that names a longer one is asked again after a day all the same
FIRST_REST_S = 60.0  # doubled with each refusal in a row
FAILURES_IN_A_ROW = 3  # of a host in one poll: then the rest of its pages wait for the next


@dataclass
class Host:
    """One host in one poll. Times are seconds since 1970."""

    at_once: asyncio.Semaphore
    next_at: float = 0.0
    delay: float = 0.0
    rest_until: float = 0.0
    refusals: int = 0
    failures: int = 0
    pause: asyncio.Lock = field(default_factory=asyncio.Lock)


class Turns:
    """Gives out turns; keeps what hosts asked for in the state."""

    def __init__(
        self, settings: FeedSettings, state: State, now: Callable[[], float], deadline: float
    ) -> None:
        self._settings = settings
        self._state = state
        self._now = now
        self._deadline = deadline
        self._hosts: dict[str, Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until a host may be asked; the block asks.

        Raises:
            Unfetched: `resting`: it may not be asked within this poll.
        """
        one = self._host(host)
        async with one.at_once:
            async with one.pause:
                at = max(one.next_at, self._now())
                if max(one.rest_until, at) > self._deadline or one.rest_until > self._now():
                    until = max(one.rest_until, one.next_at)
                    raise Unfetched("resting", f"{host} is left alone for now", wait_until=until)
                if one.failures >= FAILURES_IN_A_ROW:
                    raise Unfetched(
                        "resting", f"{host} failed {one.failures} times in a row; the next poll tries again"
                    )
                await asyncio.sleep(at - self._now())
                one.next_at = self._now() + max(self._settings.delay_seconds, one.delay)
            try:
                yield
            finally:  # a slow host is given as long a pause as a quick one
                one.next_at = self._now() + max(self._settings.delay_seconds, one.delay)

    def slow_down(self, host: str, delay_seconds: float) -> None:
        """Keep a longer pause between two requests to a host."""
        one = self._host(host)
        one.delay = max(one.delay, delay_seconds)

    def refused(self, host: str, retry_after: str | None) -> float:
        """Leave a host alone that answered 429 or 503; return until when."""
        one = self._host(host)
        one.refusals += 1
        named = seconds_named(retry_after, self._now())
        rest = FIRST_REST_S * 2 ** min(one.refusals - 1, 20) if named is None else named
        one.rest_until = self._now() + min(max(rest, 1.0), LONGEST_REST_S)
        self._state.rest_host(host, one.rest_until, one.refusals)
        return one.rest_until

    def failed(self, host: str) -> None:
        """Note that a host did not answer, or with a fault of its own."""
        self._host(host).failures += 1

    def answered(self, host: str) -> None:
        """Note that a host answers."""
        one = self._host(host)
        one.failures = 0
        if one.refusals:
            one.refusals = 0
            self._state.rest_host(host, 0.0, 0)

    def _host(self, host: str) -> Host:
        if host not in self._hosts:
            rest_until, refusals = self._state.host_rest(host)
            self._hosts[host] = Host(
                asyncio.Semaphore(self._settings.per_host), rest_until=rest_until, refusals=refusals
            )
        return self._hosts[host]


def seconds_named(retry_after: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header names (a number, or a date); None if it names none."""
    if not retry_after:
        return None
    text = retry_after.strip()
    if text.isdecimal() and len(text) < 12:
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(at.timestamp() - now, 0.0)


def back_off(now: float, failures: int) -> float:
    """Return when to try again what has failed so often: after a minute, two, four, at most a day."""
    return now + min(FIRST_REST_S * 2.0 ** min(failures, 20), LONGEST_REST_S)
