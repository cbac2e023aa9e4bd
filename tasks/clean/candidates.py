"""The body of a page chosen among candidates by evidence; further ones are paid for only where the first looks doubtful.

The candidates: trafilatura's fast extraction, its wider one that also takes text outside paragraph tags, and the
`articleBody` that the page states in JSON-LD.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.clean.body import extract_lines
from tasks.clean.folding import fold, word_count
from tasks.clean.jsonld import plain_text
from tasks.clean.page import Page
from tasks.clean.wording import ends_like_sentence

FAST, WIDE, STATED = "trafilatura-fast", "trafilatura-wide", "json-ld"
PARAGRAPH = 12  # words of a run of text that reads like a paragraph
FEWEST_STATED = 80  # words: a shorter articleBody is a teaser
SHORT_SHARE = 0.4  # of the page's running text, or of the stated body: an extraction under it is doubtful
MOST_DOUBTED = 500  # words: what has more is hardly a promotion or a caption taken for the article
GAIN = 1.5  # times as many words as the first: what a further candidate must have
AGREEMENT = 0.8  # of the word pairs of the shorter candidate, which the longer one must hold
SURPLUS = 3.0  # times as many words as the stated body: other articles stand on the page too
FEWEST_SURPLUS = 100  # words of a stated body that is believed against more text
PREVIEW = ("…", "...", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen body.

    Args:
        lines: its non-blank lines.
        extractor: which candidate it is.
        n_own: how many lines from the first on are this article's; those after them are other articles'.
    """

    lines: list[str]
    extractor: str
    n_own: int


def choose_body(page: Page) -> Body:
    """Extract the body of a page whose tree has been pruned; without lines where no candidate has any."""
    stated = stated_body(page)
    stated_words = word_count(" ".join(stated))
    lines, extractor = extract_lines(page.tree, page.url), FAST
    if is_short(lines, stated_words, page):
        wide = extract_lines(page.tree, page.url, wide=True)
        if is_better(wide, lines):
            lines, extractor = wide, WIDE
        if stated_words >= FEWEST_STATED and is_better(stated, lines):
            lines, extractor = stated, STATED
    return Body(lines, extractor, own_lines(lines, stated, is_free=is_free(page)))


def is_short(lines: list[str], stated_words: int, page: Page) -> bool:
    """Whether an extraction has much less text than the page states or, where it states none, shows."""
    words = word_count(" ".join(lines))
    if stated_words >= FEWEST_STATED:
        return words < SHORT_SHARE * stated_words
    return words < MOST_DOUBTED and words < max(1, SHORT_SHARE * running_words(page))


def stated_body(page: Page) -> list[str]:
    """Return the lines of the page's `articleBody`."""
    return plain_text(page.linked.article.get("articleBody")).split("\n")


def is_free(page: Page) -> bool:
    """Whether the page does not say that it shows only a part to those who have not paid."""
    stated = page.linked.article.get("isAccessibleForFree", True)
    return stated is not False and str(stated).lower() not in ("false", "no")


def running_words(page: Page) -> int:
    """Return how many words stand in runs of text that read like paragraphs, whatever their markup."""
    total = 0
    for text in page.tree.itertext():
        blanks = text.count(" ")
        if blanks >= PARAGRAPH and ends_like_sentence(text.rstrip()):
            total += blanks + 1
    return total


def is_better(other: Sequence[str], first: Sequence[str]) -> bool:
    """Whether another candidate holds the first one and has much more, or the first has nothing."""
    if not other or not any(other):
        return False
    return word_count(" ".join(other)) >= GAIN * word_count(" ".join(first)) and (
        not first or held(first, other) >= AGREEMENT
    )


def held(part: Sequence[str], whole: Sequence[str]) -> float:
    """Return the share of a part's word pairs that the whole holds (0 to 1)."""
    pairs = set(pairwise(fold(" ".join(part)).split()))
    return len(pairs & set(pairwise(fold(" ".join(whole)).split()))) / max(1, len(pairs))


def own_lines(lines: list[str], stated: list[str], *, is_free: bool) -> int:
    """Return how many of the lines are this article's, where the page states its whole body and holds others too.

    A stated body that breaks off is a preview and says nothing.
    """
    stated_words = word_count(" ".join(stated))
    if (
        not is_free
        or stated_words < FEWEST_SURPLUS
        or word_count(" ".join(lines)) < SURPLUS * stated_words
        or stated[-1].endswith(PREVIEW)
        or not ends_like_sentence(stated[-1])
        or held(stated, lines) < AGREEMENT
    ):
        return len(lines)
    whole = f" {fold(' '.join(stated))} "
    said = [
        at for at, line in enumerate(lines) if word_count(line) >= PARAGRAPH and f" {fold(line)} " in whole
    ]
    return said[-1] + 1 if said else len(lines)
