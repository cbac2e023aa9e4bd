"""The outlet that published a page: its name and its domain."""

from urllib.parse import urljoin

from tasks.clean.jsonld import plain_text
from tasks.clean.page import Page, canonical_link, first_of, host_of

MOST_NAME = 80  # longer ones are slogans


def publisher_name(page: Page) -> str | None:
    """Return the outlet's name as it states it in JSON-LD or meta; None if it does not."""
    stated = [
        plain_text(page.linked.resolve(first_of(page.linked.article.get("publisher")))),
        page.first(
            "og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone"
        ),
    ]
    for name in stated:
        line = name.split("\n")[0].strip()
        if line and len(line) <= MOST_NAME and not line.startswith("http"):
            return line
    return None


def publisher_domain(page: Page) -> str | None:
    """Return the host of the page's address or of its canonical link, without `www`."""
    return page.host or host_of(canonical_link(page.tree)) or None


def canonical_url(page: Page) -> str | None:
    """Return the address that the page gives as its own, made absolute; None if it gives none."""
    stated = canonical_link(page.tree) or page.first("og:url")
    if not stated:
        return None
    try:
        absolute = urljoin(page.url, stated) if page.url else stated
    except ValueError:
        return None
    return absolute if absolute.startswith(("http://", "https://")) else None


def section(page: Page) -> str | None:
    """Return the section that the page files the article under; None if not stated."""
    found = plain_text(page.linked.article.get("articleSection")) or page.first(
        "article:section", "section", "parsely-section"
    )
    line = found.split("\n")[0].strip()
    return line if line and len(line) <= MOST_NAME else None
