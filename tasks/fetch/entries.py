"""What a feed lists: RSS and Atom through feedparser, JSON Feed, news sitemaps, sitemaps and their indexes."""

import html
import io
import json
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from courlan import clean_url
from lxml import etree

from tasks.vocabulary.record import time_of, whole_characters

MOST_ENTRIES = 50_000  # what the sitemap protocol allows in one file
LONGEST_URL = 2048
LONGEST_TITLE = 1000
SITEMAP = re.compile(rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b")
MARKUP = re.compile(r"<[^>]*>")


class NoFeed(Exception):  # noqa: N818 - a finding
    """The bytes are no feed of a kind that is read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a feed announces it.

    Attributes:
        url: normalised, as it is fetched and told apart.
        title: without markup.
        published_at: ISO 8601 in UTC.
        authors: as the feed names them.
    """

    url: str
    title: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()

    def said(self, feed: str) -> dict[str, Any]:
        """Return what the feed says of the article, without what it does not say."""
        return {"feed": feed} | {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed's articles in its order, and, of a sitemap index, the sitemaps it names with their last change."""

    entries: list[Entry]
    sitemaps: list[tuple[str, str | None]]


def listed(body: bytes, base: str) -> Listed:
    """Read a feed of any kind.

    Args:
        body: decompressed.
        base: the feed's address, for relative links.

    Raises:
        NoFeed: it is none.
    """
    start = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return _told_apart(_json_feed(body, base), base)
    if SITEMAP.search(start):
        return _sitemap(body, base)
    return _told_apart(_xml_feed(body), base)


def normal(url: str, base: str) -> str | None:
    """Return the one form of an address: trackers and fragment gone; None if it is no web address."""
    try:
        cleaned = clean_url(urljoin(base, html.unescape(url.strip())))
        parts = urlsplit(cleaned or "")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            return None
    except ValueError:
        return None
    found = parts._replace(fragment="").geturl()
    return found if len(found) <= LONGEST_URL else None


def _told_apart(found: Iterator[tuple[Any, Any, Any, list[Any]]], base: str) -> Listed:
    entries: dict[str, Entry] = {}
    for number, (link, title, published, authors) in enumerate(found):
        if number >= MOST_ENTRIES:
            break
        url = normal(link, base) if isinstance(link, str) else None
        if url and url not in entries:
            names = tuple(filter(None, (_line(name, 200) for name in authors)))
            at = time_of(published)
            entries[url] = Entry(url, _line(title, LONGEST_TITLE), at.isoformat() if at else None, names[:20])
    return Listed(list(entries.values()), [])


def _xml_feed(body: bytes) -> Iterator[tuple[Any, Any, Any, list[Any]]]:
    read = feedparser.parse(io.BytesIO(body), sanitize_html=False)
    if not read.get("version") and not read.entries:
        raise NoFeed("it is neither RSS, Atom, JSON Feed nor a sitemap")
    for entry in read.entries:
        at = entry.get("published_parsed") or entry.get("updated_parsed")
        try:
            published = datetime.fromtimestamp(timegm(at), UTC).isoformat() if at else None
        except (ValueError, OverflowError):
            published = None
        authors = [author.get("name") for author in entry.get("authors", [])]
        yield entry.get("link"), entry.get("title"), published, authors


def _json_feed(body: bytes, base: str) -> Iterator[tuple[Any, Any, Any, list[Any]]]:
    """Read a JSON Feed (jsonfeed.org/version/1.1)."""
    try:
        items = json.loads(body)["items"]
    except (ValueError, KeyError, RecursionError):
        raise NoFeed("it is JSON, but has no list `items`") from None
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            authors = item.get("authors") or [item.get("author")]
            names = [author.get("name") for author in authors if isinstance(author, dict)]
            link = item.get("url") or item.get("external_url") or urljoin(base, str(item.get("id") or ""))
            yield link, item.get("title"), item.get("date_published"), names


def _sitemap(body: bytes, base: str) -> Listed:
    """Read a sitemap or an index of them (sitemaps.org), with the dates and titles of a news sitemap."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise NoFeed(f"damaged XML: {error}") from None
    if root is None:
        raise NoFeed("damaged XML: nothing in it can be read")
    pages: list[tuple[Any, Any, Any, list[Any]]] = []
    sitemaps: list[tuple[str, str | None]] = []
    for item in root.iterchildren(etree.Element):
        fields = {
            etree.QName(element).localname: (element.text or "").strip()
            for element in item.iter(etree.Element)
            if not len(element)
        }
        if etree.QName(item).localname == "sitemap":
            if url := normal(fields.get("loc", ""), base):
                sitemaps.append((url, fields.get("lastmod")))
        else:
            at = fields.get("publication_date") or fields.get("lastmod")
            pages.append((fields.get("loc"), fields.get("title"), at, []))
    return Listed(_told_apart(iter(pages), base).entries, sitemaps[:MOST_ENTRIES])


def _line(text: Any, most: int) -> str | None:
    if not isinstance(text, str):
        return None
    return whole_characters(" ".join(html.unescape(MARKUP.sub("", text)).split()))[:most] or None
