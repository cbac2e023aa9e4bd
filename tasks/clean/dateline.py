"""The dateline that opens a report: `KABUL, Afghanistan (AP) —`, `WASHINGTON -- `, `PARIS (Reuters) -`."""

import re
from dataclasses import dataclass

from tasks.clean.names import agencies

PLACE_WORD = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]+"
PLACE = rf"{PLACE_WORD}(?:[ ]{PLACE_WORD}){{0,3}}"
REST = r"(?:,\s+[A-Z][\w.'’\-]*(?:[ ][A-Z][\w.'’\-]*){0,3})?"  # ", Afghanistan" or ", D.C."
DAY = r"(?:,?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,\s+\d{4})?,?)?"
ORIGIN = r"(?:\s*\((?P<origin>[A-Z][^()\n]{1,60})\))"
DASH = r"\s*(?:--|–-|[—–]|-(?=\s)|:(?=\s))\s*"
BARE_DASH = r"\s*(?:--|–-|[—–]|\s-\s)\s*"  # a hyphen within a word is no dash
SHOUTED = re.compile(rf"^\W{{0,2}}(?P<place>{PLACE}{REST}){DAY}{BARE_DASH}")  # "WASHINGTON -- "
CREDITED_SHOUT = re.compile(rf"^\W{{0,2}}(?P<place>{PLACE}{REST}){DAY}{ORIGIN}(?:{DASH}|\s+(?=[A-Z“\"]))")
MIXED_PLACE = r"[A-Z][\w.'’\-]+(?:[ ][A-Z][\w.'’\-]+){0,3}"
CREDITED = re.compile(
    rf"^\W{{0,2}}(?P<place>{MIXED_PLACE}{REST}){DAY}{ORIGIN}{DASH}"
)  # "Paris (Reuters) - ": mixed case needs the origin
ORIGIN_ONLY = re.compile(rf"^{ORIGIN}{DASH}")
NOT_ORIGIN = re.compile(r"\d")
LONGEST = 60  # characters of a place


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `end` is where the report's own words begin."""

    place: str | None
    agencies: tuple[str, ...]
    outlet: str | None
    end: int


def read_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline at the start of a paragraph; None if there is none.

    The words in brackets are agencies if they name any, else the outlet whose report it is.
    """
    match = (
        CREDITED_SHOUT.match(paragraph)
        or SHOUTED.match(paragraph)
        or CREDITED.match(paragraph)
        or ORIGIN_ONLY.match(paragraph)
    )
    if not match:
        return None
    groups = match.groupdict()
    place = (groups.get("place") or "").strip(" ,") or None
    if place and (len(place) > LONGEST or len(place) < 3):
        return None
    origin = (groups.get("origin") or "").strip()
    found = tuple(agencies([origin]))
    if place is None and not found:
        return None
    outlet = origin if origin and not found and not NOT_ORIGIN.search(origin) else None
    return Dateline(place, found, outlet, match.end())
