"""Which lines of a page's extracted body are not the article's own, and why."""

import re

from tasks.clean.folding import fold, word_count
from tasks.clean.litter import READ_ALSO, is_fragment
from tasks.clean.metadata_lines import read_line
from tasks.clean.wording import BIO, HEAD, SHOUT, ends_like_sentence, is_promo, is_tail

PARAGRAPH = 12  # words of a line that ends like a sentence
HEAD_LINES = 15  # a byline stands among the first lines
TITLE_LINES = 12
TAIL_LINES = 16
FEWEST_PARAGRAPHS = 3  # with fewer it is an event's entry or a caption: its short lines are its own
LABEL = 5  # words that a label or an item of a breadcrumb trail stays under
BULLET = "-•* "
OPENING_QUOTE = re.compile(r"[\"“‘']")
COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Prof)\.? (?P<surname>\S+)")


def judge_lines(
    lines: list[str], title: str | None, authors: list[str], *, english: bool
) -> list[str | None]:
    """Return for each line the reason to leave it out, or None.

    Args:
        lines: the non-blank lines of the body.
        title: the headline, which is not repeated in the body.
        authors: names as read from the page: a line that is one is its byline.
        english: whether the English wording rules may fire.
    """
    reasons: list[str | None] = [None] * len(lines)
    bare = [line.strip().lstrip(BULLET).strip() for line in lines]
    words = [word_count(line) for line in bare]
    names = [fold(author) for author in authors if len(fold(author)) > 3]
    notes = [english and words[i] < 70 and is_tail(line) for i, line in enumerate(bare)]
    plain = [
        i
        for i, line in enumerate(bare)
        if words[i] >= PARAGRAPH
        and ends_like_sentence(line)
        and not notes[i]
        and not is_headline(line, title)
    ]
    first, last = (plain[0], plain[-1]) if plain else (len(lines), len(lines))
    is_article = len(plain) >= FEWEST_PARAGRAPHS
    for i, line in enumerate(bare):
        if lines[i].lstrip().startswith("|"):
            reasons[i] = "table"
        elif (english and ((words[i] < 45 and is_promo(line)) or (words[i] < 25 and SHOUT.search(line)))) or (
            words[i] < 45 and READ_ALSO.match(line)
        ):
            reasons[i] = "related_link"
        elif i <= first and i < TITLE_LINES and is_headline(line, title):
            reasons[i] = "title"
        elif i < first and i < HEAD_LINES and notes[i]:
            reasons[i] = "note"
        elif i < first and i < HEAD_LINES and is_head(line, names, english=english):
            reasons[i] = "byline"
        elif is_article and i < first and i < HEAD_LINES and words[i] < LABEL and is_fragment(line, words[i]):
            reasons[i] = "label"
        elif english and words[i] < 80 and is_bio(line, names):
            reasons[i] = "bio"
        elif is_article and i > last and lines[i][:1] not in BULLET and is_fragment(line, words[i]):
            reasons[i] = "trailing_line"
    judge_tail(bare, words, names, reasons, english=english)
    return reasons


def is_head(line: str, names: list[str], *, english: bool) -> bool:
    """Whether a line before the first paragraph is a byline or a date."""
    return fold(line) in names or bool(english and HEAD.search(line)) or read_line(line).reason is not None


def is_bio(line: str, names: list[str]) -> bool:
    """Whether a line says who an author is: it begins with the author's name and names a trade."""
    courtesy = COURTESY.match(line)
    starts = fold(line)
    is_author = any(starts.startswith(name) for name in names) or (
        courtesy is not None and any(name.endswith(" " + fold(courtesy["surname"])) for name in names)
    )
    return is_author and bool(BIO.search(line))


def judge_tail(
    bare: list[str], words: list[int], names: list[str], reasons: list[str | None], *, english: bool
) -> None:
    """Mark the lines after the article, from the end up to the first that is plainly the article's."""
    count = len(bare)
    for i in range(count - 1, max(-1, count - TAIL_LINES), -1):
        if reasons[i]:
            continue
        line = bare[i]
        own = i > count // 2 and words[i] < 80 and any(fold(line).startswith(name) for name in names)
        if (
            own
            or (english and words[i] < 70 and is_tail(line) and not OPENING_QUOTE.match(line))
            or (english and words[i] < 80 and i >= count - 4 and BIO.search(line))
        ):
            reasons[i] = "tail"
        elif words[i] >= PARAGRAPH or ends_like_sentence(line) or i <= count // 2 or i <= count - 12:
            break


def is_headline(line: str, title: str | None) -> bool:
    """Whether a line is the headline or nearly."""
    a, b = fold(line), fold(title)
    if not a or not b:
        return False
    if a == b or (len(a) > 15 and (b.startswith(a) or a.startswith(b)) and abs(len(a) - len(b)) < 40):
        return True
    own, stated = set(a.split()), set(b.split())
    ending = line.strip()[-2:].replace("?", "").replace("!", "")
    return len(own) > 3 and not ends_like_sentence(ending) and len(own & stated) / len(own | stated) >= 0.75
