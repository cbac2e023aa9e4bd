"""Which of a scrape's first lines is the headline."""

import re
from urllib.parse import urlsplit

from tasks.clean.folding import fold
from tasks.clean.line_words import FURNITURE

FEWEST, MOST = 3, 28  # words
ENDS_LIKE_PROSE = re.compile(r"[.,;:…][\"'”’)\]]*$")
LIST_MARK = re.compile(r"^[-•*–—|>]\s")
LINES = 8  # a headline stands among the first lines
SLUG_WORD = re.compile(r"[^\W\d_]{3,}")
SLUG_WEIGHT = 3.0
PLACE_WEIGHT = 0.1  # a line later costs a tenth of a point
TYPICAL = 6  # words: a shorter line is more often a section's name
MOST_FURNITURE = 0.3  # of its words: more is a menu
SKIP = re.compile(
    r"^\W*(?:skip to|listen live|watch live|log in|sign in|menu\b|home\b|share this)", re.IGNORECASE
)
GAP = re.compile(r"\S {3,}\S|\t|\S [|›»>] \S.* [|›»>] \S")  # items of a menu or a breadcrumb trail


def slug_words(url: str | None) -> set[str]:
    """Return the words of the longest hyphenated part of an address's path."""
    try:
        parts = [part for part in urlsplit(url or "").path.split("/") if "-" in part]
    except ValueError:
        return set()
    return set(SLUG_WORD.findall(max(parts, key=len, default="").lower()))


def find_headline(lines: list[str], taken: list[bool], url: str | None) -> int | None:
    """Return the index of the headline among the lines before the first paragraph; None if there is none.

    Args:
        lines: the lines before the first paragraph, in order.
        taken: lines that state something else (byline, date) and cannot be the headline.
        url: the article's address, whose words often repeat the headline's.
    """
    slug = slug_words(url)
    best, best_score = None, 0.0
    for i, line in enumerate(lines[:LINES]):
        words = line.split()
        if (
            taken[i]
            or not FEWEST <= len(words) <= MOST
            or ENDS_LIKE_PROSE.search(line)
            or LIST_MARK.match(line)
        ):
            continue
        own = set(fold(line).split())
        shared = len(own & slug) / len(slug) if slug else 0.0
        furniture = sum(map(FURNITURE.__contains__, fold(line).split())) / len(words)
        if furniture > MOST_FURNITURE or SKIP.match(line) or GAP.search(line):
            continue
        score = min(len(words), TYPICAL) / TYPICAL + SLUG_WEIGHT * shared - PLACE_WEIGHT * i
        if score > best_score:
            best, best_score = i, score
    return best
