"""Take page furniture out of the tree before extraction: by class names, hidden state and weight of links."""

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

# Class and id words of furniture that news sites put among the paragraphs; in every country they are English.
STRONG = re.compile(
    r"newsletter|sign-?up\b|subscri(be|ption)-?(box|form|promo|cta|widget)"
    r"|(^|[\s_-])(ads?|adverts?|advertisement|outbrain|taboola)([\s_-]|$)"
    r"|(author|writer|contributor|staff)[_-]*(bio|card|box|info|about|profile|desc)|(^"
    r"|[\s_-])(about-?the-?author|bio)([\s_-]|$)"
    r"|twitter-tweet|instagram-media|tiktok-embed|fb-post|reddit-embed|embed-?(consent|placeholder)"
    r"|(^|[\s_-])(affiliate-?disclos\w*|copyright|nutrition\w*|screen-reader\S*|sr-only|visually-?hidden"
    r"|skip-?link)([\s_-]|$)",
    re.IGNORECASE,
)
# Words that also name wrappers of real text: such an element goes only if it is mostly links or short.
WEAK = re.compile(
    r"(^|[\s_-])(promo|recirc\w*|teasers?|cta|upsell|sponsor\w*|related|more-on|most-(read|popular)"
    r"|read-?(more|next|also)"
    r"|also-?(like|read)|you-?may|recommend(ed|ations)?|trending|inline-?link|in-?article-?link"
    r"|contributors?|tagline|disclaimer"
    r"|disclosure|citation|credits?|pull-?quote|corrections?)([\s_-]|$)",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
BLOCKS = (
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "p",
    "span",
    "blockquote",
    "table",
    "details",
    "h2",
    "h3",
    "h4",
    "h5",
    "a",
    "small",
)
SILENT = ("style", "noscript", "svg", "template", "script", "iframe", "embed", "input", "link")
# Extraction drops these too, but only after it has copied and searched them. Where a tag was left open one of them may
# have swallowed the article: what holds much of the page stays.
APART = (
    "head",
    "nav",
    "aside",
    "footer",
    "button",
    "select",
    "textarea",
    "datalist",
    "object",
    "canvas",
    "audio",
    "video",
)
LARGEST_SHARE = 0.2  # of the page's words: what holds more is never furniture
SHORT = 25  # words
LINKED_SHARE = 0.3
LONGEST_NAMES = 400  # characters of a class attribute that are looked at
WORK_LIMIT = 300_000  # words looked at when weighing elements; a real page takes under 20,000


def prune(tree: HtmlElement) -> int:
    """Remove furniture in place; an element that holds a fifth of the page's words or the heading stays.

    Returns:
        How many elements were removed.
    """
    etree.strip_elements(tree, *SILENT, with_tail=False)
    body = tree.find("body")
    total = roughly(tree if body is None else body)
    work = 0
    for element in list(tree.iter(*APART)):
        words = roughly(element)
        work += words
        if element.getparent() is not None and words < LARGEST_SHARE * (total + 1):
            element.drop_tree()
        if work > WORK_LIMIT:
            break
    protected = {ancestor for anchor in tree.iter("h1", "article") for ancestor in anchor.iterancestors()}
    gone: set[HtmlElement] = set()
    for element in tree.iter(*BLOCKS):
        attributes = element.attrib
        level = 0
        if "class" in attributes or "id" in attributes:
            names = (
                attributes.get("class", "")[:LONGEST_NAMES] + " " + attributes.get("id", "")[:LONGEST_NAMES]
            )
            level = furniture_level(names)
        if level < 2 and (
            "hidden" in attributes or ("style" in attributes and HIDDEN.search(attributes["style"]))
        ):
            level = 2
        if not level or element in protected or element.getparent() in gone:
            continue
        words = roughly(element)
        work += words
        if words < LARGEST_SHARE * (total + 1) and (
            level > 1 or words < SHORT or linked_words(element) > LINKED_SHARE * words
        ):
            gone.add(element)
        if work > WORK_LIMIT:
            break
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    return len(gone)


@lru_cache(50_000)
def furniture_level(names: str) -> int:
    """Return 2 for class names of furniture, 1 for names that may be, else 0. Sites repeat theirs: cached."""
    if STRONG.search(names):
        return 2
    return 1 if WEAK.search(names) else 0


def linked_words(element: HtmlElement) -> int:
    """Return about how many words of an element stand inside links."""
    return sum(roughly(link) for link in element.iter("a"))


def roughly(element: HtmlElement) -> int:
    """Return about how many words an element holds."""
    return sum(text.count(" ") + 1 for text in element.itertext() if not text.isspace())
