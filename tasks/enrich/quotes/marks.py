"""What stands between quotation marks, of whatever kind they are, closed or not.

A segment is read paragraph by paragraph (a paragraph is a line). It may go on over a line end when the next
line
closes it before it opens another; a quotation reopened at the start of the next paragraph is a segment of
its own.
"""

import re
from dataclasses import dataclass

from tasks.vocabulary.garbled_marks import without_garbled_marks

OPENERS = "“«„‹"
CLOSERS = "”»›"
# ‘ and ’ and ' are marks only where a word cannot hold them; `` and '' are one mark of two characters.
# Each way begins with the mark itself, so that a search jumps from mark to mark.
MARK = re.compile(r"[“”„«»‹›\"＂]|``|''(?:(?=\S)(?<![\w'.,!?…)]'')|(?!\w))|‘|’|'")
SINGLES = frozenset("‘’'")
OPENS_AFTER = frozenset(" \t\xa0\u202f([{—–-:/>*|")
PARAGRAPH = re.compile(r"[^\n]+")
WORD = re.compile(r"\w")
PAIRS = re.compile("(?:“”)+")
SPEAKER_LABEL = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"  # of a transcript, before its colon
LABEL = re.compile(rf"{SPEAKER_LABEL}:\s")
INCHES = re.compile(r"\d$")
# A single mark that closes after one of these is no apostrophe of a plural.
CLOSING_PUNCTUATION = frozenset(",.?!…;")
LOOKED_AT = 64  # marks among which the one that closes a mark between blanks is looked for
SINGLE_REACH = (
    1500  # characters within which a single mark must be closed, else it is an apostrophe ('tis, '90s)
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch between marks.

    Args:
        start: offset of the opening mark.
        end: offset behind the closing mark, or behind the last character where none closes it.
        inner_start: offset of the first character between the marks.
        inner_end: offset behind the last character between the marks.
        is_closed: whether a closing mark was found.
        is_single: whether the marks are single ones.
        is_reopened: whether it opens a paragraph while the segment before it was left open.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_closed: bool
    is_single: bool = False
    is_reopened: bool = False


def _may_open(before: str, after: str) -> bool:
    return (not before or before in OPENS_AFTER) and bool(after) and not after.isspace()


def _opens_loosely(text: str, marks: list[tuple[int, int, str]]) -> bool:
    """Whether the first of these marks, one between blanks, opens (he said. " We go on."): the next double one closes.

    Of 32 in 3,787 scraped articles all but one open; the second one of " Arab Spring " is followed by no such mark.
    """
    first = marks[0][0]
    found = next((mark for mark in marks[1:] if mark[2] not in SINGLES), None)
    if found is None or text[first - 1 : first].strip():
        return False
    start, end, mark = found
    return mark == marks[0][2] and not text[start - 1].isspace() and not text[end : end + 1].isalnum()


def _nested(text: str, inner_start: int, marks: list[tuple[int, int, str]], k: int) -> int | None:
    """Return where the curly pair that mark k opens ends if it stands within a straight pair, as in "He said “no” to it".

    A straight mark must close after it, with nothing but pairs between, or a speaker's label have followed the one that
    is open, as in transcripts quoted paragraph by paragraph.
    """
    doubles = [mark for mark in marks[k : k + LOOKED_AT] if mark[2] not in SINGLES]
    kinds = "".join(mark[2] for mark in doubles)
    pairs = PAIRS.match(kinds)
    if pairs is None:
        return None
    end = doubles[1][1]
    if LABEL.match(text, inner_start):
        return end
    if pairs.end() == len(kinds) or kinds[pairs.end()] != '"':
        return None
    at, behind, _ = doubles[pairs.end()]
    closes = not text[at - 1].isspace() and not text[behind : behind + 1].isalnum()
    return end if closes else None


def _single_close(text: str, start: int, end: int) -> int | None:
    """Return where the single mark opened at `start` closes: the first one that is no apostrophe, if any."""
    suspect = None
    for match in re.finditer(r"[‘’']", text[start + 1 : min(end, start + SINGLE_REACH)]):
        at = start + 1 + match.start()
        before, after = text[at - 1], text[at + 1 : at + 2]
        if text[at] == "‘" or (text[at] == "'" and before in OPENS_AFTER):
            break  # another one opens
        if before.isspace() or (after and (after.isalnum() or after == "_")):
            continue
        if before in CLOSING_PUNCTUATION or not (
            before in "sS" and re.match(r"\s+[a-z]", text[at + 1 : at + 4])
        ):
            return at
        suspect = at if suspect is None else suspect
    return suspect


def find_segments(text: str) -> list[Segment]:
    """Return the outermost quoted segments of a text in order, without overlap. Time is linear in the text.

    A straight mark opens or closes by what is open and by its neighbours. What single marks hold inside
    double ones
    belongs to the outer segment. A segment left open ends with its paragraph. Segments without a letter or
    digit are
    left out.
    """
    found: list[Segment] = []
    text = without_garbled_marks(text)
    paragraphs = [m.span() for m in PARAGRAPH.finditer(text)]
    marks = [(m.start(), m.end(), m.group()) for m in MARK.finditer(text)]
    position = 0
    carried: tuple[int, int] | None = None  # a segment still open at the end of the last paragraph
    was_open = False  # whether the paragraph before left a segment without its closing mark
    for number, (low, high) in enumerate(paragraphs):
        mine = []
        while position < len(marks) and marks[position][0] < high:
            mine.append(marks[position])
            position += 1
        opened = carried
        carried = None
        if not mine and opened is None:
            was_open = False
        first_of_line = low + len(text[low:high]) - len(text[low:high].lstrip())
        skip_to = low
        for k, (start, end, mark) in enumerate(mine):
            if start < skip_to:
                continue
            before, after = (
                text[start - 1 : start] if start > low else "",
                text[end : end + 1] if end < high else "",
            )
            if mark in SINGLES:
                if (
                    opened is None
                    and mark in "‘'"
                    and _may_open(before, after)
                    and (after.isalnum() or after in '[“"')
                ):
                    close = _single_close(text, start, high)
                    if close is not None and WORD.search(text, start, close):
                        found.append(
                            Segment(start, close + 1, start + 1, close, is_closed=True, is_single=True)
                        )
                        skip_to = close + 1
                continue
            if opened is None:
                if mark in CLOSERS or (
                    mark in '"＂' and before and INCHES.match(before) and not after.isalnum()
                ):
                    continue
                if (
                    mark in '"＂'
                    and not after.strip()
                    and not (after and _opens_loosely(text, mine[k : k + LOOKED_AT]))
                ):
                    continue
                if mark == "''" and not _may_open(before, after):
                    continue
                opened = (start, end + after.isspace())
                is_reopened = was_open and start == first_of_line
                was_open = is_reopened
                continue
            if mark == "“" and text[opened[0]] == '"' and (inner := _nested(text, opened[1], mine, k)):
                skip_to = inner
                continue
            is_opener = (mark in OPENERS or mark == "``") and (_may_open(before, after) or after.isalnum())
            if is_opener and start > opened[0] and not (mark == "“" and text[opened[0]] == "„"):
                # Opened twice: the first was never closed.
                if WORD.search(text, opened[1], start):
                    found.append(
                        Segment(opened[0], start, opened[1], start, is_closed=False, is_reopened=was_open)
                    )
                opened, was_open = (start, end), False
                continue
            if mark == '"' and before in OPENS_AFTER and before and after.isalnum() and before not in "-—–":
                if WORD.search(text, opened[1], start):
                    found.append(
                        Segment(opened[0], start, opened[1], start, is_closed=False, is_reopened=was_open)
                    )
                opened, was_open = (start, end), False
                continue
            if WORD.search(text, opened[1], start):
                found.append(Segment(opened[0], end, opened[1], start, is_closed=True, is_reopened=was_open))
            opened, was_open = None, False
        if opened is None:
            continue
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if following and _closes_first(text, following, marks, position):
            carried = opened
            continue
        end = low + len(text[low:high].rstrip())
        if WORD.search(text, opened[1], end):
            found.append(Segment(opened[0], end, opened[1], end, is_closed=False, is_reopened=was_open))
        was_open = True
    return found


def _closes_first(
    text: str, paragraph: tuple[int, int], marks: list[tuple[int, int, str]], position: int
) -> bool:
    """Whether the next line goes on with the open segment: its first double mark closes."""
    for start, end, mark in marks[position : position + 64]:
        if start >= paragraph[1]:
            return False
        if mark in SINGLES:
            continue
        before = text[start - 1 : start] if start > paragraph[0] else ""
        after = text[end : end + 1] if end < paragraph[1] else ""
        if mark in OPENERS or mark == "``":
            return False
        return mark in CLOSERS or not _may_open(before, after) or bool(before and not before.isspace())
    return False
