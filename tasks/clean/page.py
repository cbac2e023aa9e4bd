"""A news page parsed once, and what the metadata readers need of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import cast
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from tasks.clean.folding import squash
from tasks.clean.jsonld import LinkedData, read_linked_data
from tasks.clean.page_bounds import check_bounds
from tasks.vocabulary.document import Rejected

CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>", re.IGNORECASE)
NEAR_HEADING = ("p", "div", "span", "time", "a", "li", "h2", "h3", "h4", "section", "dd", "address")
META_KEYS = ("property", "name", "itemprop")


@dataclass(slots=True, weakref_slot=True)
class Heading:
    """A level-one heading and its text on one line."""

    element: HtmlElement
    text: str


@dataclass
class Page:
    """A parsed page. The readers of metadata look at it before the body's pruning changes the tree."""

    tree: HtmlElement
    url: str = ""
    meta: dict[str, list[str]] = field(default_factory=dict)
    linked: LinkedData = field(default_factory=LinkedData)
    head_title: str = ""
    headings: list[Heading] = field(default_factory=list)

    def first(self, *keys: str) -> str:
        """Return the first value of the first meta key that the page has, else an empty string."""
        return next((self.meta[key][0] for key in keys if key in self.meta), "")

    @cached_property
    def host(self) -> str:
        """The host of the page's address without `www`."""
        return host_of(self.url)

    @cached_property
    def outlet_forms(self) -> set[str]:
        """Forms in which the outlet names itself, run together: `thedailyplanet`, `dailyplanetcom`."""
        publisher = self.linked.resolve(first_of(self.linked.article.get("publisher")))
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        stated = [
            name if isinstance(name, str) else "",
            self.first("og:site_name"),
            self.first("twitter:site"),
        ]
        stated += [self.first("application-name"), self.host, self.host.rpartition(".")[0]]
        labels = self.host.split(".")
        if len(labels) > 2:
            stated.append(max(labels[:-1], key=len))
        return {form for form in map(squash, stated) if len(form) > 1}

    def below_heading(self, limit: int) -> Iterator[HtmlElement]:
        """Yield the elements that follow the first heading in document order, at most `limit`."""
        if not self.headings:
            return
        yield from following(self.headings[0].element, NEAR_HEADING, limit)


def following(heading: HtmlElement, tags: Sequence[str], limit: int) -> Iterator[HtmlElement]:
    """Yield the elements of some tags after a heading, in document order, fewer than `limit`.

    The axis `following` of XPath gives the same, but gathers all of a page before the first is seen.
    """
    inside = set(heading.iter())
    left: int | None = None
    for element in heading.getroottree().iter(heading.tag, *tags):
        if element is heading:
            left = limit - 1
        elif left is not None and element.tag in tags and element not in inside:
            if left <= 0:
                return
            left -= 1
            yield element


def parse_page(source: str, url: str | None = None) -> Page:
    """Parse a page's source.

    Raises:
        Rejected: `not_html`, and what `check_bounds` refuses.
    """
    check_bounds(source)
    try:
        tree = document_fromstring(parsable(source), parser=new_parser())
    except (etree.LxmlError, ValueError) as error:
        raise Rejected(
            "not_html", f"the parser found no page in it ({type(error).__name__}); check the file's type"
        ) from error
    page = Page(tree, url or "")
    for element in tree.iter("meta"):
        key = next((value for name in META_KEYS if (value := element.get(name))), "").lower()
        value = (element.get("content") or "").strip()
        if key and value:
            page.meta.setdefault(key, []).append(value)
    if not page.url:
        page.url = page.first("og:url") or canonical_link(tree)
    page.linked = read_linked_data(tree)
    head = tree.find(".//head/title")
    page.head_title = text_of(head if head is not None else tree.find(".//title"))
    page.headings = [Heading(element, text) for element in tree.iter("h1") if (text := text_of(element))]
    return page


def parsable(source: str) -> bytes:
    """Return a page as UTF-8 without what the parser trips over; deleting bytes is fifty times as fast as a pattern."""
    declaration = XML_DECLARATION.match(source)
    source = source[declaration.end() :] if declaration else source
    if "\ufffe" in source or "\uffff" in source:
        source = source.replace("\ufffe", "").replace("\uffff", "")
    return source.encode("utf-8", "replace").translate(None, CONTROLS)


def new_parser() -> etree.HTMLParser:
    """Return a parser of pages. Every element is an HtmlElement: lxml's own choice of class by tag calls Python for each."""
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, collect_ids=False, no_network=True, encoding="utf-8"
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def canonical_link(tree: HtmlElement) -> str:
    """Return the page's own `rel=canonical` address, else an empty string."""
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return (element.get("href") or "").strip()
    return ""


@lru_cache(256)  # each document asks for its own several times
def host_of(url: str | None) -> str:
    """Return the host of an address without `www`, lower-cased; empty if there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^www\d?\.", "", host.lower())


def elements_of(path: etree.XPath, tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that a path names."""
    found = path(tree)
    return cast("list[HtmlElement]", found)


def text_of(element: HtmlElement | None) -> str:
    """Return the text of an element on one line."""
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""


def short_text(element: HtmlElement, most: int) -> str | None:
    """Return the text of an element on one line, None if it has `most` characters or more: then it is not read to its end."""
    parts: list[str] = []
    length = -1
    for text in element.itertext():
        part = " ".join(text.split())
        if part:
            parts.append(part)
            length += len(part) + 1
            if length >= most:
                return None
    return " ".join(parts)


def first_of(value: object) -> object:
    """Return the first item of a list, or the value itself."""
    if isinstance(value, list):
        return value[0] if value else None
    return value
