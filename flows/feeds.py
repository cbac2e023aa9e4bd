"""The feeds as a Prefect task: polled before the inbox is taken in; what went wrong is an artifact and a log line."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.console import counted
from flows.markdown import escaped
from tasks.pool.progress import progress_artifact

if TYPE_CHECKING:
    from tasks.fetch.told import Polled

MOST_ROWS = 500


@task(name="feeds", cache_policy=NO_CACHE)
def poll_feeds(feeds: str, inbox: str) -> "Polled":
    """Fetch what the feeds list and is not known yet, into the inbox.

    Raises:
        NewsloomError: feeds.toml is wrong, or the inbox cannot be used.
    """
    from tasks.fetch.poll import poll  # only where there are feeds: half a second
    from tasks.fetch.settings import read_settings

    settings = read_settings(Path(feeds).expanduser())
    polled = poll(settings, Path(inbox), progress=progress_artifact("feeds-progress"))
    log = get_run_logger()
    for feed in polled.feeds:
        if feed.fault:
            log.warning("feed %s: %s", feed.feed, feed.fault)
    for page in polled.pages:
        log.warning(
            "%s: %s: %s", "left out" if page.is_final else "tried again later", page.reason, page.detail
        )
    create_table_artifact(_feeds(polled), key="newsloom-feeds", description=told(polled))
    create_table_artifact(_pages(polled), key="newsloom-feed-pages", description=_pages_told(polled))
    return polled


def told(polled: "Polled") -> str:
    """Return a poll in one line."""
    n_feeds = len(polled.feeds)
    parts = [f"{counted(polled.n_fetched, 'pages')} fetched from {counted(n_feeds, 'feeds')}"]
    if polled.n_feeds_failed:
        parts.append(f"{counted(polled.n_feeds_failed, 'feeds')} failed")
    if polled.pages:
        parts.append(f"{counted(len(polled.pages), 'pages')} could not be had")
    if polled.n_waiting:
        parts.append(f"{counted(polled.n_waiting, 'pages')} wait")
    return ", ".join(parts)


def _feeds(polled: "Polled") -> list[dict[str, Any]]:
    return [
        {
            "feed": escaped(feed.feed),
            "outcome": feed.outcome,
            "listed": feed.n_listed,
            "new": feed.n_new,
            "too old": feed.n_old,
            "fetched": feed.n_fetched,
            "failed": feed.n_failed,
            "fault": escaped(feed.fault),
        }
        for feed in polled.feeds
    ]


def _pages(polled: "Polled") -> list[dict[str, Any]]:
    return [
        {
            "page": escaped(page.url),
            "reason": page.reason,
            "detail": escaped(page.detail),
            "then": "left out" if page.is_final else "tried again",
            "feed": escaped(page.feed),
        }
        for page in polled.pages[:MOST_ROWS]
    ]


def _pages_told(polled: "Polled") -> str:
    more = len(polled.pages) - MOST_ROWS
    return f"Pages that could not be had{f'; {more} more are in the log' if more > 0 else ''}"
