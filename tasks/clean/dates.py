"""When a page was published and when it was changed, kept apart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from htmldate import find_date
from lxml.html import HtmlElement

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
CHANGED = re.compile(
    r"modif|updat|aktuali[sz]|mis(?:e)? à jour|actuali[sz]|aggiorn|atualiz|bijgewerkt|uppdater|oppdater|opdater|päivit|güncel"
    r"|обновл|оновл|frissít|diperbarui|ενημερ|更新|수정",
    re.IGNORECASE,
)
DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|\b)")
YEAR = re.compile(r"\b(19|20)\d\d\b")
LABEL_END = re.compile(r"^\w*")  # the rest of the word: "Updat" of "Updated"
MOST_BEFORE, MOST_DATED = 2, 10  # words before such a label: "Last", "Published 3 May 2021 at 10:00,"
NEAR = 80
LONGEST = 120  # characters of a line that states a date
AGREE = timedelta(
    days=2
)  # between a `time` element and the date in the address; else it is another article's


def read_published(page: Page) -> Moment | None:
    """Return the time of publication: JSON-LD, meta, `time` elements, the address, lines under the headline.

    htmldate has the last word where none of these gives a date; it reads dates in several languages.
    """
    for text in stated_times(page):
        found = read_any(text, page.host)
        if found:
            return found
    dated = DATED_PATH.search(page.url)
    of_address = read_iso(f"{dated[1]}-{int(dated[2]):02}-{int(dated[3]):02}") if dated else None
    for text in marked_times(page):
        found = read_any(text, page.host)
        if found and (of_address is None or abs(found.at - of_address.at) <= AGREE):
            return found
    if of_address:
        return replace(of_address, found_in="url")
    for element in page.below_heading(NEAR):
        line = short_text(element, LONGEST)
        if line and YEAR.search(line) and not CHANGED.match(line):
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


def marked_times(page: Page) -> Iterator[str]:
    """Yield the `time` element or microdata date that is not an update: soon after the headline, else the page's first.

    What stands before the headline is often the date of another article, or today's.
    """
    first = ""
    since: int | None = None  # elements since the headline
    for element in page.tree.iter("time", "span", "div", "p", "abbr", "h1"):
        if element.tag == "h1":
            since = 0 if since is None else since
            continue
        since = since + 1 if since is not None else None
        value = marked_time(element)
        first = first or value
        if value and since is not None and since <= NEAR:
            yield value
            return
        if since is not None and since > NEAR and first:
            break
    if first:
        yield first


def marked_time(element: HtmlElement) -> str:
    """Return the date that an element is marked to state, "" if it is not marked or states an update."""
    itemprop = element.get("itemprop") or ""
    published = itemprop == "datePublished"
    if not (published or element.tag == "time" or element.get("datetime")):
        return ""
    if CHANGED.search((element.get("class") or "") + itemprop):
        return ""
    value = element.get("datetime") or (element.get("content") if published else None)
    return value or (text_of(element)[:60] if element.tag == "time" or published else "")


def read_modified(page: Page) -> Moment | None:
    """Return the time of the last change: JSON-LD, meta, elements and lines under the headline; None if none states it."""
    texts = [plain_text(page.linked.article.get("dateModified"))]
    texts += [value for key in MODIFIED_META for value in page.meta.get(key, [])[:1]]
    for text in texts:
        found = read_any(text, page.host) if text else None
        if found:
            return found
    return next(
        filter(None, (changed_element(element, page.host) for element in page.below_heading(NEAR))), None
    )


def changed_element(element: HtmlElement, host: str) -> Moment | None:
    """Read the time of the last change in an element that is marked to state it, or in a line such as "Updated 4 May 2021"."""
    marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
    if element.get("datetime") and CHANGED.search(marks):
        return read_any(element.get("datetime") or "", host)
    line = short_text(element, LONGEST)
    label = CHANGED.search(line) if line and YEAR.search(line) else None
    if not line or not label:
        return None
    before = line[: label.start()]
    if len(before.split()) > (MOST_DATED if read_any(before, host) else MOST_BEFORE):
        return None  # prose about something that was updated
    found = read_any(LABEL_END.sub("", line[label.end() :]), host)
    return replace(found, found_in="text") if found else None


def guessed(page: Page) -> Moment | None:
    """Return htmldate's finding, a day; None if it has none."""
    try:
        found = find_date(page.tree, url=page.url or None, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    moment = read_iso(found) if found else None
    return replace(moment, found_in="text") if moment else None
