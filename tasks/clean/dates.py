"""When a page was published and when it was changed, kept apart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from htmldate import find_date

from tasks.clean.cleaned import Moment
from tasks.clean.date_forms import read_any, read_iso
from tasks.clean.jsonld import plain_text
from tasks.clean.page import Page, short_text, text_of

PUBLISHED_META = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
    "article.published",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "published_at",
    "pub_date",
    "dc.date.created",
)
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
)
CHANGED = re.compile(r"modif|updat", re.IGNORECASE)
DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|\b)")
YEAR = re.compile(r"\b(19|20)\d\d\b")
NEAR = 80
LONGEST = 120  # characters of a line that states a date
MOST_TIMES = 3


def read_published(page: Page) -> Moment | None:
    """Return the time of publication: JSON-LD, meta, `time` elements, the address, lines under the headline.

    htmldate has the last word where none of these gives a date; it reads dates in several languages.
    """
    for text in stated_times(page):
        found = read_any(text, page.host)
        if found:
            return found
    dated = DATED_PATH.search(page.url)
    if dated:
        found = read_iso(f"{dated[1]}-{int(dated[2]):02}-{int(dated[3]):02}")
        if found:
            return replace(found, found_in="url")
    for element in page.below_heading(NEAR):
        line = short_text(element, LONGEST)
        if line and YEAR.search(line):
            found = read_any(line, page.host)
            if found:
                return replace(found, found_in="text")
    return guessed(page)


def stated_times(page: Page) -> Iterator[str]:
    """Yield what machines are told about the time of publication, most trusted first."""
    article = page.linked.article
    yield plain_text(article.get("datePublished"))
    for key in PUBLISHED_META:
        yield from page.meta.get(key, [])[:1]
    for key in ("dateCreated", "uploadDate"):
        yield plain_text(article.get(key))
    yield from marked_times(page)


def marked_times(page: Page) -> Iterator[str]:
    """Yield the first `time` element or microdata date of the page that is not an update."""
    for element in page.tree.iter("time", "span", "div", "p", "abbr"):
        published = element.get("itemprop") == "datePublished"
        value = element.get("datetime") or (element.get("content") if published else None)
        if value and not CHANGED.search((element.get("class") or "") + (element.get("itemprop") or "")):
            yield value
            return
        if element.tag == "time" or published:
            yield text_of(element)[:60]
            return


def read_modified(page: Page) -> Moment | None:
    """Return the time of the last change that the page states, None if it states none."""
    texts = [plain_text(page.linked.article.get("dateModified"))]
    texts += [value for key in MODIFIED_META for value in page.meta.get(key, [])[:1]]
    for text in texts:
        found = read_any(text, page.host) if text else None
        if found:
            return found
    return None


def guessed(page: Page) -> Moment | None:
    """Return htmldate's finding, a day; None if it has none."""
    try:
        found = find_date(page.tree, url=page.url or None, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    moment = read_iso(found) if found else None
    return replace(moment, found_in="text") if moment else None
