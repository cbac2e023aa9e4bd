"""What can be seen of a scrape's lines without its page: form, wording, place, neighbours, recurrence.

One row of numbers a line, for the line model. Wording is English; on other texts those columns are zero. Each column is
computed for all lines at once: line by line it took twice the time.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tasks.clean.folding import fold, fold_words
from tasks.clean.line_places import around, nearest_above, nearest_below, runs
from tasks.clean.line_vocabulary import IS_ADDRESS, IS_FURNITURE, IS_SAID, IS_STOP, LineWords
from tasks.clean.line_words import BULLET, STOP
from tasks.clean.wording import ends_like_sentence

Bools = npt.NDArray[np.bool_]
Column: TypeAlias = npt.NDArray[np.generic] | Sequence[float] | float
Table = npt.NDArray[np.float32]

PARAGRAPH = 12  # words
TOP = 8  # lines among which a headline's words mean the headline
WINDOW = 2  # neighbours looked at on either side
MOST_GAP = 4  # newlines: more are as many
SHORT_LINE = 10  # words
FORM = "words sentence stop caps digits bullet commas quoted place"
STANDING = """first last before after in_headzone in_tailzone prev_words next_words prev_sentence next_sentence
short_run repeated gap_before gap_after tight_run n_lines paragraph_share to_paragraph_up to_paragraph_down around same_start
position"""
AGREEMENT = "vocabulary slug slug_top title on_site near_recurring known_near"
WORDING = "furniture furniture_share said address sure near_sure"
NAMES = tuple(f"{FORM} {STANDING} {AGREEMENT} {WORDING}".split())

PLACES = ("@", "http", "www.", ".com")
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
BEFORE_WORD, IN_WORD = " \t\xa0“‘\"'(", "’'-_"
IS_CAPITAL, OPENS, GOES_ON, IS_NEWLINE, IS_DIGIT, IS_COMMA, IS_SPACE = (1 << bit for bit in range(7))


def kind_of_letter(letter: str) -> int:
    """Return what a character may be in a line, one bit each."""
    return (
        IS_CAPITAL * (letter in CAPITALS)
        | OPENS * (letter in BEFORE_WORD)
        | GOES_ON * (letter in IN_WORD or letter.isalnum())
        | IS_NEWLINE * (letter == "\n")
        | IS_DIGIT * letter.isdecimal()
        | IS_COMMA * (letter == ",")
        | IS_SPACE * (letter == " ")
    )


KIND_OF_BYTE = bytes(kind_of_letter(bytes([code]).decode("cp1252", "replace")) for code in range(256))


@dataclass(frozen=True, slots=True)
class LineContext:
    """What is known of a text besides its lines.

    Args:
        slug: words of the address.
        title: the headline, "" if there is none.
        gaps: newlines before each line.
        known: whether each line's verdict is already reached (metadata lines).
        recurs: whether each line recurs on the outlet's other pages or on several outlets.
        sure: whether each line is litter by its wording; empty where the text is not English.
    """

    slug: frozenset[str]
    title: str
    gaps: Sequence[int]
    known: Sequence[bool]
    recurs: Sequence[bool]
    sure: Sequence[bool]


@dataclass(frozen=True)
class Lines:
    """A text's lines in the forms that the columns are computed from.

    Args:
        bare: without bullets.
        has_bullet: whether each had any.
        tokens: their words.
        folded: the same as one string, as lines are compared.
        words: the same, numbered.
        ends: whether each ends like a sentence.
        plain: whether each is a paragraph.
    """

    bare: list[str]
    has_bullet: list[bool]
    tokens: Sequence[list[str]]
    folded: Sequence[str]
    words: LineWords
    ends: Bools
    plain: Bools

    @classmethod
    def of(
        cls, raw: Sequence[str], known: Sequence[bool], tokens: Sequence[list[str]], folded: Sequence[str]
    ) -> "Lines":
        """Compute each form once, of lines whose folded words are known."""
        bare = [line.lstrip(BULLET + " ").strip() for line in raw]
        words = LineWords.of(tokens)
        ends = np.array([ends_like_sentence(line) for line in bare], bool)
        plain = ends & (words.sizes >= PARAGRAPH) & ~np.array(known, bool)
        has_bullet = [line[:1] in BULLET for line in raw]
        return cls(bare, has_bullet, tokens, folded, words, ends, plain)

    @property
    def n_words(self) -> npt.NDArray[np.int64]:
        """How many words each line has, at least 1."""
        return np.maximum(self.words.sizes, 1)


def line_features(
    raw: Sequence[str],
    context: LineContext,
    tokens: Sequence[list[str]] | None = None,
    folded: Sequence[str] | None = None,
) -> Table:
    """Return one row a line, columns as in `NAMES`.

    Args:
        raw: the lines.
        context: what is known besides.
        tokens: `fold_words` of the lines, where the caller has them already.
        folded: `fold` of the lines, likewise.
    """
    if not raw:
        return np.zeros((0, len(NAMES)), np.float32)
    tokens = fold_words(raw) if tokens is None else tokens
    folded = list(map(" ".join, tokens)) if folded is None else folded
    lines = Lines.of(raw, context.known, tokens, folded)
    columns = (
        *form(lines, context),
        *standing(lines, context),
        *agreement(lines, context),
        *wording(lines, context),
    )
    table = np.empty((len(NAMES), len(raw)), np.float32)
    for at, column in enumerate(columns):
        table[at] = column
    return table.T


def form(lines: Lines, context: LineContext) -> tuple[Column, ...]:
    """Return the columns of `FORM`: what a line looks like by itself."""
    whole = "\n".join(lines.bare)
    places = [place for place in PLACES if place in whole]  # most stand nowhere in the text
    # One byte a character, a question mark for those that western Europe does not use.
    kinds = f"\n{whole}\n?".encode("cp1252", "replace").translate(KIND_OF_BYTE)
    letters = np.frombuffer(kinds, np.uint8)
    before, own, after = letters[:-2], letters[1:-1], letters[2:]
    sizes = np.fromiter(map(len, lines.bare), np.int64, len(lines.bare))
    ends = np.cumsum(sizes + 1)

    def count(mask: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
        return np.bincount(ends.searchsorted(mask.nonzero()[0], "right"), minlength=len(ends))

    begins_word = ((before & OPENS != 0) & (after & GOES_ON != 0)) | (before & IS_NEWLINE != 0)
    return (
        lines.words.sizes,
        lines.ends,
        lines.words.count(IS_STOP) / lines.n_words if context.sure else 0.4,
        count((own & IS_CAPITAL) * begins_word) / (count(own & IS_SPACE) + 1),
        count(own & IS_DIGIT) / np.maximum(sizes, 1),
        lines.has_bullet,
        count(own & IS_COMMA) / lines.n_words,
        ["“" in line or '"' in line for line in lines.bare],
        [any([place in line for place in places]) for line in lines.bare] if places else 0.0,  # noqa: C419
    )


def standing(lines: Lines, context: LineContext) -> tuple[Column, ...]:
    """Return the columns of `STANDING`: where a line stands."""
    plain, sizes = lines.plain, lines.words.sizes
    count = len(plain)
    at = np.arange(count)
    paragraphs, pairs = plain.nonzero()[0], (plain[:-1] & plain[1:]).nonzero()[0]
    first_pair, last_pair = count, -1
    if len(pairs):
        first_pair, last_pair = pairs[0], pairs[-1] + 1
    elif len(paragraphs):
        first_pair, last_pair = paragraphs[0], paragraphs[-1]
    times = Counter(lines.folded)
    begins_with = [tuple(words[:2]) if len(words) > 2 else () for words in lines.tokens]
    starts = Counter(begins_with)
    starts[()] = 0
    gaps = np.array([*context.gaps, MOST_GAP])
    near = np.minimum(gaps, MOST_GAP)
    around_size, around_end = np.zeros(count + 2), np.zeros(count + 2)
    around_size[1:-1], around_end[1:-1] = sizes, lines.ends
    until = np.cumsum(sizes)
    total = until[-1] or 1
    return (
        np.exp(at / -3),
        np.exp((at + 1 - count) / 3),
        (until - sizes) / total,
        1 - until / total,
        at < first_pair,
        at > last_pair,
        around_size[:-2],
        around_size[2:],
        around_end[:-2],
        around_end[2:],
        runs(sizes < SHORT_LINE),
        [times[line] > 1 for line in lines.folded],
        near[:-1],
        near[1:],
        runs(gaps[:-1] == 1),
        math.log1p(count),
        len(paragraphs) / count,
        nearest_above(plain),
        nearest_below(plain),
        around(plain, WINDOW) / (2 * WINDOW + 1),
        [starts[begin] for begin in begins_with],
        at / count,
    )


def agreement(lines: Lines, context: LineContext) -> tuple[Column, ...]:
    """Return the columns of `AGREEMENT`: what a line shares with the paragraphs, the headline, the corpus."""
    slug = lines.words.share_of(context.slug)
    recurs = np.array(context.recurs, np.int64)
    return (
        lines.words.share_said(lines.plain),
        slug,
        np.where(np.arange(len(slug)) < TOP, slug, 0.0),
        lines.words.share_of(set(fold(context.title).split()) - STOP),
        recurs,
        around(recurs, WINDOW) - recurs,
        around(np.array(context.known, np.int64), WINDOW),
    )


def wording(lines: Lines, context: LineContext) -> tuple[Column, ...]:
    """Return the columns of `WORDING`, all zero where the text is not English."""
    if not context.sure:
        return (0.0,) * len(WORDING.split())
    furniture = lines.words.distinct(IS_FURNITURE)
    sure = np.array(context.sure, np.int64)
    return (
        furniture,
        furniture / lines.n_words,
        lines.words.distinct(IS_SAID) > 0,
        lines.words.distinct(IS_ADDRESS) / lines.n_words,
        sure,
        around(sure, WINDOW) - sure,
    )
