"""Lines of a scrape that state something about the article: byline, dates, outlet, credits."""

import re
from dataclasses import dataclass, field

from tasks.clean.cleaned import Moment
from tasks.clean.date_forms import MONTHLY, find_dates, read_month
from tasks.clean.folding import fold
from tasks.clean.names import agencies, persons

LONGEST = 220  # characters: longer lines are prose
LABEL = re.compile(
    r"\b(?:first |originally |last )?(?:published|posted|updated|modified|created|released"
    r"|last (?:updated|modified))(?: (?:on|at|by|in))?\b\s*:?"
    r"|\b(?:date|time)\s*:",
    re.IGNORECASE,
)
CHANGED = re.compile(r"updat|modif", re.IGNORECASE)
WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?", re.IGNORECASE
)
PART = re.compile(r"\s+[-–—]\s+|\s*[|•·]\s*|^\s*[-–—•|]\s+|\s+[-–—|]\s*$")
BYLINE = re.compile(
    r"^\W{0,3}(?:(?:written|posted(?:\s+on)?|story|words|reported|report|interview|review|analysis|text)\s+)?by:?\s+(?P<names>\S.*)$"
    r"|^authors?:\s*(?P<stated>\S.*)$",
    re.IGNORECASE,
)
BYLINE_END = re.compile(
    r"\s+[-–—|•·]\s+|\s*[|•·]\s*|\b(?:updated|published|posted)\b|,?\s+\bon\s|\(|\d", re.IGNORECASE
)
REACHED = re.compile(
    r"^\W*(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})\s+(?:can|may) be (?:reached|contacted|emailed"
    r"|followed)\b"
)
COPYRIGHT = re.compile(
    r"^\W*(?:copyright\s*)?(?:©|\(c\)|copyright\b)\s*(?:©"
    r"|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?(?P<holder>[^.|]*?)(?:,?\s+(?:LLC|Inc|Ltd"
    r"|Corp|Co)\b|[.|]|$)",
    re.IGNORECASE,
)
WITH_AGENCIES = re.compile(
    r"^[\[(]\s*(?:with|from|by|source[s]?:?)\b(?P<rest>[^\])]{2,80})[\])]\W*$", re.IGNORECASE
)
REPORTING_BY = re.compile(
    r"^\W*(?:additional |with )?(?:reporting|files|material|input) (?:by|from)\b(?P<rest>.{2,80})$",
    re.IGNORECASE,
)
OUTLET_WORD = re.compile(
    r"\b(?:times|post|news|herald|tribune|journal|gazette|daily|press|star|sun|mail|telegraph|guardian"
    r"|chronicle|globe|register|observer"
    r"|courier|sentinel|examiner|mirror|standard|independent|review|weekly|today|radio|tv|broadcasting"
    r"|magazine|online|wire|report"
    r"|bulletin|dispatch|record|argus|echo|ledger|mercury|messenger|monitor|network|nation|inquirer"
    r"|enquirer|leader|beacon)\b"
    r"|^[A-Z]{2,5}( [A-Z]{1,4})?$|\.(?:com|org|net|co\.\w\w)\b",
    re.IGNORECASE,
)
# One of these stands in every line that LABEL finds.
LABEL_HINTS = ("published", "posted", "updated", "modified", "created", "released", "date", "time")
LEFT_OVER = 3  # words that may remain when all that is understood is taken out of a metadata line


@dataclass(slots=True)
class Stated:
    """What one line states; `reason` is None when the line is none of these."""

    reason: str | None = None
    authors: list[str] = field(default_factory=list)
    published: Moment | None = None
    modified: Moment | None = None
    outlet: str | None = None
    holder: str | None = None
    agencies: list[str] = field(default_factory=list)


def read_line(line: str, host: str = "") -> Stated:
    """Read one line.

    Args:
        line: a segment of a scrape, blanks around it left out.
        host: the outlet's domain, "" if not known: it orders day and month.
    """
    if len(line) > LONGEST:
        return Stated()
    return (
        read_agency_credit(line)
        or read_contact(line)
        or read_copyright(line)
        or read_byline_and_dates(line, host)
        or Stated()
    )


def read_agency_credit(line: str) -> Stated | None:
    """Read `[With AFP and Reuters]` and `Additional reporting by Reuters`."""
    match = WITH_AGENCIES.match(line) or REPORTING_BY.match(line)
    found = agencies([match["rest"]]) if match else []
    return Stated("credit", agencies=found) if found else None


def read_contact(line: str) -> Stated | None:
    """Read the name in `• Jane Doe can be reached at jdoe@example.com`."""
    match = REACHED.match(line) if " be " in line else None
    return Stated("byline", authors=persons([match["name"]], cased=True)) if match else None


def read_copyright(line: str) -> Stated | None:
    """Read `Copyright © 2024 The Daily Planet, LLC.`: the holder may be the outlet; the year is no date."""
    match = COPYRIGHT.match(line)
    if not match:
        return None
    return Stated("copyright", holder=match["holder"].strip(" ,-–—") or None)


def read_byline_and_dates(line: str, host: str) -> Stated | None:
    """Read a line made of byline, dates and outlet in any order; prose that holds a date is left alone."""
    dates = find_dates(line, host)
    byline = BYLINE.match(line)
    lower = line.lower()
    labels = LABEL.findall(line) if any(hint in lower for hint in LABEL_HINTS) else []
    month = read_month(line) if labels and not dates and not byline else None
    if month and len(fold(MONTHLY.sub(" ", LABEL.sub(" ", line))).split()) == 0:
        return Stated("date_line", published=month)
    if not dates and not byline and not labels:
        return None
    stated = Stated()
    rest = line
    for start, end, moment in reversed(dates):
        label_before = LABEL.search(line[max(0, start - 20) : start])
        if label_before and CHANGED.search(label_before[0]):
            stated.modified = moment
        else:
            stated.published = moment
        rest = rest[:start] + " | " + rest[end:]
    rest = WEEKDAY.sub(" ", LABEL.sub(" | ", rest))
    if byline:
        names = byline["names"] or byline["stated"]
        stated.authors = persons([BYLINE_END.split(names)[0]], cased=True)
        stated.agencies = agencies([names])
        if stated.authors or stated.agencies or dates:
            stated.reason = "byline"
        return stated if stated.reason else None
    left = 0
    for piece in PART.split(rest):
        part = piece.strip(" ,;:()[]")
        if not part:
            continue
        if OUTLET_WORD.search(part) and len(part.split()) <= 5 and part[0].isupper() and dates:
            stated.outlet = stated.outlet or part
        elif dates and persons([part], cased=True) and len(part.split()) <= 4:
            stated.authors += persons([part], cased=True)
        else:
            left += len(fold(part).split())
    if left > LEFT_OVER or (not dates and left):
        return None
    stated.reason = "date_line"
    return stated
