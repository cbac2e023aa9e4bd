"""Furniture between the posts of a live blog: lone times of day, "12 minutes ago", "Key events", "Share"."""

import re
from collections.abc import Sequence

from tasks.clean.folding import word_count
from tasks.clean.jsonld import type_names
from tasks.clean.page import Page

REASON = "live_blog"
FEWEST_STAMPS = 3  # lone times of day that make a live blog of a page that does not call itself one
LONGEST = 8  # words
# In any language: at most one word or label before the time, a zone or "Uhr" after it.
CLOCK_LINE = re.compile(
    r"^\W*(?:(?:updated|posted|published|last updated|mis à jour|aktualisiert|actualizado|aggiornato|atualizado|bijgewerkt)\b\W*"
    r"(?:at|on|à|um|a las|alle|às|om)?\W*)?(?:2[0-3]|[01]?\d)\s?[:.h]\s?[0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\.?)?\s*(?:uhr|[A-Z]{2,5})?\W*$",
    re.IGNORECASE,
)
AGO = re.compile(
    r"^\W*(?:posted |updated )?(?:\d+|an?|one)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+ago\W*$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\W*(?:key (?:events?|moments?|updates?)|show key (?:events|moments) only|share(?: this)?(?: post)?|copy link(?: to post)?"
    r"|live (?:feed|reporting|updates?)|latest (?:posts?|updates?)|pinned(?: post)?|\d+ new posts?"
    r"|(?:load|show|see) (?:more|new|latest) (?:posts?|updates?)|jump to (?:the )?(?:latest|most recent)(?: \w+)?)\W*$",
    re.IGNORECASE,
)


def says_live(page: Page) -> bool:
    """Whether a page states that it is a live blog."""
    return "LiveBlogPosting" in type_names(page.linked.article)


def live_furniture(lines: Sequence[str], *, says_live: bool, english: bool) -> list[bool]:
    """Return whether each line is furniture of a live blog; none is on other pages.

    Args:
        lines: the lines of the body.
        says_live: whether the page states that it is a live blog.
        english: whether the English labels may fire.
    """
    short = [word_count(line) <= LONGEST for line in lines]
    stamps = [
        is_short and CLOCK_LINE.match(line) is not None for line, is_short in zip(lines, short, strict=True)
    ]
    if english:
        stamps = [
            stamp or (is_short and AGO.match(line) is not None)
            for line, is_short, stamp in zip(lines, short, stamps, strict=True)
        ]
    if not says_live and sum(stamps) < FEWEST_STAMPS:
        return [False] * len(lines)
    return [
        stamp or (english and is_short and LABEL.match(line) is not None)
        for line, is_short, stamp in zip(lines, short, stamps, strict=True)
    ]
