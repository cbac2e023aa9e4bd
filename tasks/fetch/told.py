"""What a poll tells: of each feed, and of each page that could not be had."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class FeedTold:
    """One feed in one poll.

    Attributes:
        feed: its address as people may see it.
        outcome: `read`, `unchanged`, `resting` (not asked), or `failed`.
        n_listed: articles that it lists.
        n_new: of these, not known before.
        n_old: passed over for their date.
        n_fetched: of its pages, in this poll.
        n_failed: of its pages, in this poll, for now or for good.
        fault: what went wrong, in words.
    """

    feed: str
    outcome: str = "resting"
    n_listed: int = 0
    n_new: int = 0
    n_old: int = 0
    n_fetched: int = 0
    n_failed: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PageTold:
    """A page that could not be had: for good (`is_final`: a row of `rejections`), or to be tried again."""

    url: str
    feed: str
    reason: str
    detail: str
    is_final: bool


@dataclass(slots=True)
class Polled:
    """One poll.

    Attributes:
        feeds: in the order of feeds.toml.
        pages: that could not be had.
        archives: files that were handed to the inbox.
        n_fetched: pages kept.
        n_waiting: pages left for other polls.
    """

    feeds: list[FeedTold] = field(default_factory=list)
    pages: list[PageTold] = field(default_factory=list)
    archives: list[str] = field(default_factory=list)
    n_fetched: int = 0
    n_waiting: int = 0
    seconds: float = 0.0

    @property
    def n_feeds_failed(self) -> int:
        """How many feeds could not be read."""
        return sum(feed.outcome == "failed" for feed in self.feeds)
