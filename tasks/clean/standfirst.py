"""The sentence or two under the headline, which extraction often drops: it stands in a box of its own."""

import re
from itertools import pairwise

from tasks.clean.folding import fold, overlap
from tasks.clean.jsonld import plain_text
from tasks.clean.page import Page, following, short_text

NAMED = re.compile(
    r"(^|[\s_-])(dek|deck|standfirst|sub-?title|sub-?head(line|er|ing)?|subline|strapline|excerpt|summary"
    r"|sapo|lead|intro|chapeau|entradilla"
    r"|bajada|sommario|ingress|vorspann)([\s_-]|$)|[a-z_]Dek\b|Dek-|standfirst|subtitle|sub-?headline",
    re.IGNORECASE,
)
NOT_NAMED = re.compile(r"newsletter|related|card|widget|footer|list", re.IGNORECASE)
SHORTEST, LONGEST = 25, 400  # characters
NEAR = 60
PARAGRAPH = 150  # characters: two such paragraphs mean that the body has begun
SAID = 0.95  # of the standfirst's word pairs


def read_standfirst(page: Page, title: str | None) -> str:
    """Return an element soon after the headline that repeats the description or is named so, else ""."""
    stated = {
        fold(value)
        for key in ("description", "og:description", "twitter:description")
        for value in page.meta.get(key, [])
    }
    stated.add(fold(plain_text(page.linked.article.get("description"))))
    stated.discard("")
    heading = next((h.element for h in page.headings if overlap(h.text, title or "") > 0.5), None)
    if heading is None:
        return ""
    paragraphs = 0
    for element in following(heading, ("p", "div", "h2", "h3", "span", "section"), NEAR):
        text = short_text(element, LONGEST)
        if text is None or len(text) <= SHORTEST:
            paragraphs += element.tag == "p" and text is None
            continue
        names = " ".join((element.get("class") or "", element.get("id") or ""))
        if fold(text) in stated or (NAMED.search(names) and not NOT_NAMED.search(names)):
            return text if fold(text) != fold(title) else ""
        paragraphs += element.tag == "p" and len(text) > PARAGRAPH
        if paragraphs > 1:
            break
    return ""


def is_said(standfirst: str, lines: list[str]) -> bool:
    """Whether the lines hold the standfirst already, whole or nearly."""
    own = fold(standfirst).split()
    if " ".join(own) in fold(" ".join(lines)):
        return True
    start = fold(" ".join(lines[:8])).split()
    pairs = set(pairwise(own))
    return len(pairs & set(pairwise(start))) >= SAID * len(pairs)
