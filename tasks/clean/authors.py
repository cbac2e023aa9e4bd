"""The authors of a page: JSON-LD, then meta, then the page's own byline."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from tasks.clean.jsonld import is_organization, plain_text
from tasks.clean.names import agencies, persons
from tasks.clean.page import Page, elements_of, short_text, text_of

META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "article:author_name",
    "dcterms.creator",
    "cxenseparse:author",
)
BYLINE_CLASS = re.compile(
    r"(^|[\s_-])(by-?line|author(s|-?names?)?|contributors?|writers?)([\s_-]|$)|byline|author-?name"
    r"|authors?(-|__)(link|list)",
    re.IGNORECASE,
)
NOT_BYLINE = re.compile(
    r"bio|avatar|image|photo|social|comment|related|recirc|card-?list|promo|teaser|footer|twitter|email|desc",
    re.IGNORECASE,
)
STATED_AUTHOR = etree.XPath(".//*[@rel='author' or contains(@itemprop, 'author')]")
NAMED_ELEMENT = etree.XPath(".//*[@class or @id or @data-testid]")
BYLINE_TAGS = ("a", "span", "div", "p", "address", "h2", "h3", "h4", "h5", "li", "ul", "strong")
BYLINE_END = re.compile(r"\b(?:updated|published|posted|on )\b|\s[-–—|•·]\s|\d", re.IGNORECASE)
VISIBLE_BYLINE = re.compile(
    r"(?:(?i:by|written by|posted by|posted on\s+by)|Von|Par|Por|Di|Door|Av|Af|Przez)[:\s]+([^\W\d_a-z].{3,60})$"
)
SHOUTED_TAIL = re.compile(r", (?=[A-Z ]+$)")
MOST_CANDIDATES = 6
LONGEST_NAMES = 400  # characters of a class attribute that are looked at
SHORTEST_BYLINE, LONGEST_BYLINE = 4, 120  # characters, both excluded
NEAR = 80  # elements after the headline that may hold a byline


def read_authors(page: Page) -> list[str]:
    """Return the authors as people, from the first place that names one."""
    for place in (linked_bylines, meta_bylines):
        found = persons(place(page), page.outlet_forms)
        if found:
            return found
    for elements in (stated_elements(page), byline_elements(page)):
        found = from_elements(page, elements)
        if found:
            return found
    for element in page.below_heading(NEAR):
        text = short_text(element, LONGEST_BYLINE)
        match = VISIBLE_BYLINE.match(text) if text and len(text) > SHORTEST_BYLINE else None
        if match:
            byline = SHOUTED_TAIL.split(BYLINE_END.split(match[1])[0])[0]
            found = persons([byline], page.outlet_forms)
            if found:
                return found
    return []


def read_agencies(page: Page) -> list[str]:
    """Return the news agencies that the stated bylines name."""
    return agencies([*linked_bylines(page, organizations=True), *meta_bylines(page)])


def linked_bylines(page: Page, *, organizations: bool = False) -> Iterator[str]:
    """Yield the author names of the page's JSON-LD; those of organisations only if asked for."""
    stated = page.linked.article.get("author") or page.linked.article.get("creator") or []
    for item in stated if isinstance(stated, list) else [stated]:
        author = page.linked.resolve(item)
        if isinstance(author, dict):
            if is_organization(author) and not organizations:
                continue
            name = author.get("name")
            yield from (plain_text(part) for part in (name if isinstance(name, list) else [name]))
        else:
            yield plain_text(author)


def meta_bylines(page: Page) -> Iterator[str]:
    """Yield what meta elements give as author; an address of a profile is no name and falls out later."""
    for key in META:
        yield from page.meta.get(key, [])


def stated_elements(page: Page) -> Iterator[HtmlElement]:
    """Yield the elements whose markup says that they are the author (rel, microdata)."""
    yield from elements_of(STATED_AUTHOR, page.tree)


def byline_elements(page: Page) -> Iterator[HtmlElement]:
    """Yield the elements whose class names look like a byline's."""
    for element in elements_of(NAMED_ELEMENT, page.tree):
        if element.tag in BYLINE_TAGS and is_byline_class(class_names(element)):
            yield element


def class_names(element: HtmlElement) -> str:
    """Return what an element is called in its markup."""
    name, own, test = element.get("class", ""), element.get("id", ""), element.get("data-testid", "")
    return f"{name[:LONGEST_NAMES]} {own[:LONGEST_NAMES]} {test[:LONGEST_NAMES]}"


@lru_cache(20_000)
def is_byline_class(names: str) -> bool:
    """Whether class names look like a byline's. Sites repeat theirs: cached."""
    return bool(BYLINE_CLASS.search(names))


def from_elements(page: Page, elements: Iterator[HtmlElement]) -> list[str]:
    """Return the names in the first of the elements that holds any."""
    seen = 0
    for element in elements:
        if element.tag not in BYLINE_TAGS or NOT_BYLINE.search(class_names(element)):
            continue
        text = short_text(element, LONGEST_BYLINE)
        if text and len(text) > SHORTEST_BYLINE:
            seen += 1
            links = [text_of(link) for link in element.iter("a")]
            found = persons(filter(None, links), page.outlet_forms)
            found = found or persons([BYLINE_END.split(text)[0]], page.outlet_forms)
            if found:
                return found
        if seen > MOST_CANDIDATES:
            break
    return []
