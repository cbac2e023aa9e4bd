"""What a site's robots.txt lets us do (RFC 9309), read by Protego."""

from dataclasses import dataclass

from protego import Protego

LONGEST = 500 * 1024  # bytes that are read of it; the RFC's least
FRESH_S = 24 * 3600.0  # the RFC's most
UNREACHABLE_FRESH_S = 3600.0
ALL = ""
UNREACHABLE = "# unreachable\nUser-agent: *\nDisallow: /\n"  # then nothing is allowed, says the RFC
NAME = "Newsloom"  # the product token that rules may name


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site (scheme, host and port)."""

    rules: Protego
    is_reachable: bool = True

    @classmethod
    def read(cls, text: str) -> "Robots":
        """Read a robots.txt; what makes no sense in it allows."""
        return cls(Protego.parse(text), text != UNREACHABLE)

    def allows(self, url: str) -> bool:
        """Whether the page may be fetched by us."""
        return bool(self.rules.can_fetch(url, NAME))

    @property
    def delay_seconds(self) -> float:
        """The Crawl-delay asked of us, or the one that a Request-rate comes to; 0 if there is none."""
        delay = self.rules.crawl_delay(NAME) or 0.0
        rate = self.rules.request_rate(NAME)
        return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)


def rules_for(status: int | None, body: bytes) -> tuple[str, float]:
    """Return the rules that an answer to /robots.txt means, and for how many seconds they hold.

    Args:
        status: of the answer; None if there was none.
        body: decompressed.
    """
    if status is None or status >= 500 or status == 429:
        return UNREACHABLE, UNREACHABLE_FRESH_S
    if not 200 <= status < 300:
        return ALL, FRESH_S
    return body[:LONGEST].decode("utf-8", "replace").replace("\x00", ""), FRESH_S
