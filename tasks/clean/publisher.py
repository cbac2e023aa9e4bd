"""The outlet that published a page: its name and its domain."""

from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from tasks.clean.jsonld import plain_text
from tasks.clean.page import Page, canonical_link, elements_of, first_of, host_of, text_of

MOST_NAME = 80  # longer ones are slogans
PUBLISHER = etree.XPath(".//*[@itemprop='publisher']")
NAME = etree.XPath("descendant-or-self::*[@itemprop='name' or @itemprop='legalName']")
SECTION = etree.XPath(".//*[@itemprop='articleSection']")


def publisher_name(page: Page) -> str | None:
    """Return the outlet's name as it states it in JSON-LD, meta or microdata; None if it does not."""
    for name in _stated_names(page):
        line = name.split("\n")[0].strip()
        if line and len(line) <= MOST_NAME and not line.startswith("http"):
            return line
    return None


def _stated_names(page: Page) -> Iterator[str]:
    yield plain_text(page.linked.resolve(first_of(page.linked.article.get("publisher"))))
    yield page.first(
        "og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone"
    )
    for publisher in elements_of(PUBLISHER, page.tree)[:1]:
        for element in elements_of(NAME, publisher)[:1] or [publisher]:
            yield element.get("content") or text_of(element)


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
    """Return the section that the page files the article under: JSON-LD, meta, microdata; None if not stated."""
    found = plain_text(page.linked.article.get("articleSection")) or page.first(
        "article:section", "section", "parsely-section"
    )
    if not found:
        found = next((e.get("content") or text_of(e) for e in elements_of(SECTION, page.tree)), "")
    line = found.split("\n")[0].strip()
    return line if line and len(line) <= MOST_NAME else None
