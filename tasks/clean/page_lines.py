"""Which lines of a page's extracted body are not the article's own, and why."""

import re

from tasks.clean.folding import fold
from tasks.clean.wording import BIO, HEAD, PROMO, SENTENCE_END, SHOUT, is_tail

HEAD_LINES = 15  # a byline stands among the first lines
TITLE_LINES = 12
TAIL_LINES = 16
BULLET = "-•* "
OPENING_QUOTE = re.compile(r"[\"“‘']")


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
    words = [len(line.split()) for line in bare]
    names = [fold(author) for author in authors if len(fold(author)) > 3]
    first = next(
        (
            i
            for i, line in enumerate(bare)
            if words[i] >= 12 and SENTENCE_END.search(line) and not is_headline(line, title)
        ),
        len(lines),
    )
    for i, line in enumerate(bare):
        if lines[i].lstrip().startswith("|"):
            reasons[i] = "table"
        elif english and ((words[i] < 45 and PROMO.search(line)) or (words[i] < 25 and SHOUT.search(line))):
            reasons[i] = "related_link"
        elif i <= first and i < TITLE_LINES and is_headline(line, title):
            reasons[i] = "title"
        elif i < first and i < HEAD_LINES and ((english and HEAD.search(line)) or fold(line) in names):
            reasons[i] = "byline"
    judge_tail(bare, words, names, reasons, english=english)
    return reasons


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
            or (english and words[i] < 70 and is_tail(line, line.lower()) and not OPENING_QUOTE.match(line))
            or (english and words[i] < 80 and i >= count - 4 and BIO.search(line))
        ):
            reasons[i] = "tail"
        elif words[i] >= 12 or SENTENCE_END.search(line) or i <= count // 2 or i <= count - 12:
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
    return len(own) > 3 and not SENTENCE_END.search(ending) and len(own & stated) / len(own | stated) >= 0.75
