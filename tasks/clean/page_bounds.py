"""What is refused before it is parsed: pages that would cost more than a page can be worth."""

import re

from tasks.vocabulary.document import Rejected

MOST_CHARACTERS = 10_000_000  # the largest of 193 real pages has 2.1 million; a page of 10 million takes 3 s
MOST_TAGS = 200_000  # the most on a real page is 14,000
MOST_DEPTH = 1_000  # libxml2 itself stops at 2,048; real pages stay under 80
MOST_ATTRIBUTES = 1_000  # of one tag; libxml2 compares each with each: 1,000 take 3 ms, 40,000 took 46 s
NOT_TEXT_SHARE = 0.1  # of the first 4,000 characters: control or replacement characters
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# As https://html.spec.whatwg.org/multipage/parsing.html reads a tag: a name may hold quotes, a value may hold ">".
ATTRIBUTE = r"[^\s>/][^\s>/=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+[\s/]*+"
# A page up to the first tag that has more; comments and scripts hold no tags. One pass, nothing is tried twice.
SOUND = re.compile(
    rf"(?:[^<]++|<!--(?:[^-]++|-(?!->))*+"
    r"|<script\b[^>]*+>(?:[^<]++|<(?!/script\b))*+|<style\b[^>]*+>(?:[^<]++|<(?!/style\b))*+"
    rf"|<[a-z][^\s>/]*+[\s/]*+(?:{ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+(?![^\s>/])|<(?![a-z]))*+",
    re.IGNORECASE,
)
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr")
)
OPTIONAL_END = frozenset(("p", "li", "td", "tr", "th", "dd", "dt", "option"))
NOT_NESTED = VOID | OPTIONAL_END


def check_bounds(source: str) -> None:
    """Refuse what would cost more than a page can be worth.

    Raises:
        Rejected: `empty`, `not_text`, `too_large` or `too_deep`.
    """
    if not source.strip():
        raise Rejected("empty", "the page has no characters")
    if len(source) > MOST_CHARACTERS:
        raise Rejected(
            "too_large", f"{len(source):,} characters of HTML, at most {MOST_CHARACTERS:,} are read"
        )
    start = source[:4000]
    odd = len(INVISIBLE.findall(start)) + start.count("\ufffd")
    if odd > NOT_TEXT_SHARE * len(start):
        raise Rejected("not_text", "the page is binary data or in an encoding that could not be read")
    tags = source.count("<")
    if tags > MOST_TAGS:
        raise Rejected("too_large", f"{tags:,} tags, at most {MOST_TAGS:,} are read")
    if tags > MOST_DEPTH and nesting(source) > MOST_DEPTH:
        raise Rejected("too_deep", f"tags nested more than {MOST_DEPTH:,} deep")
    if has_overloaded_tag(source):
        raise Rejected("too_large", f"a tag with more than {MOST_ATTRIBUTES:,} attributes")


def nesting(source: str) -> int:
    """Return the greatest surplus of opening over closing tags, an upper estimate of the tree's depth."""
    if source.count("</") * 2 > source.count("<") - MOST_DEPTH:
        return 0
    depth = deepest = 0
    for closing, name in TAG.findall(source):
        if name.lower() not in NOT_NESTED:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def has_overloaded_tag(source: str) -> bool:
    """Whether a tag has more attributes than `MOST_ATTRIBUTES`."""
    sound = SOUND.match(source)
    return sound is not None and sound.end() < len(source)
