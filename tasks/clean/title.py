"""The headline of a page, by agreement of the places that state it."""

import re

from tasks.clean.folding import fold, one_line, overlap, squash
from tasks.clean.jsonld import plain_text
from tasks.clean.page import Page

SEPARATOR = re.compile(r"\s+(?:[|–—·•»«:]|-{1,2}|&\#8211;)\s+|\s*\|\s*")
LONGEST = 300
AGREEMENT = 0.34  # a heading must share this many of its words with a stated title
LEADING_THE = re.compile(r"^the")


def read_title(page: Page) -> str | None:
    """Return the headline without the outlet's name or a section label; None if the page has none."""
    stated = [
        plain_text(page.linked.article.get("headline")).replace("\n", " "),
        page.first("og:title"),
        page.first("twitter:title"),
        page.head_title,
        page.first("parsely-title", "sailthru.title", "dc.title", "headline"),
    ]
    stated = [leave_off_outlet(one_line(text), page.outlet_forms) for text in stated if text]
    shown = [
        heading.text
        for heading in page.headings
        if len(heading.text) < LONGEST and squash(heading.text) not in page.outlet_forms
    ]
    best = max(
        shown, key=lambda text: (sum(overlap(text, other) for other in stated), len(fold(text))), default=""
    )
    best = leave_off_label(best, stated)
    if best and (
        not stated
        or max(overlap(best, other) for other in stated) >= AGREEMENT
        or (len(shown) == 1 and len(best.split()) > 3)
    ):
        return leave_off_outlet(best, page.outlet_forms) or None
    if not stated:
        return best or None
    return max(stated, key=lambda text: sum(fold(text) == fold(other) for other in stated))


def leave_off_label(heading: str, stated: list[str]) -> str:
    """Return the stated title that the heading ends in after a short label ("Opinion What I have learnt")."""
    for text in stated:
        title, whole = fold(text), fold(heading)
        spare = len(whole.split()) - len(title.split())
        if whole.endswith(" " + title) and len(title.split()) > 3 and spare <= 3:
            return text
    return heading


def leave_off_outlet(title: str, outlet_forms: set[str]) -> str:
    """Leave off ` | Outlet` and ` - Section - Outlet` at either end.

    Args:
        title: a title on one line.
        outlet_forms: the outlet's names as `squash` gives them.
    """
    parts = SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    separators = SEPARATOR.findall(title)
    forms = {LEADING_THE.sub("", form) for form in outlet_forms}

    def names_outlet(part: str) -> bool:
        flat = LEADING_THE.sub("", squash(part))
        return any(
            form
            and (
                form == flat
                or (len(form) > 3 and form in flat and len(flat) < len(form) + 14)
                or (len(flat) > 3 and flat in form)
            )
            for form in forms
        )

    end = len(parts)
    for at in range(len(parts) - 1, 0, -1):
        if len(parts[at].split()) <= 7 and names_outlet(parts[at]):
            end = at
    start = 1 if end > 1 and len(parts[0].split()) <= 5 and names_outlet(parts[0]) else 0
    out = parts[start]
    for at in range(start + 1, end):
        out += separators[at - 1] + parts[at]
    return out
