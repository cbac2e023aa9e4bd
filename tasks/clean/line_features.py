"""What can be seen of a scrape's lines without its page: form, wording, place, neighbours, recurrence.

One row of numbers a line, for the line model. Wording is English; on other texts those columns are zero.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from tasks.clean.folding import fold, fold_words
from tasks.clean.line_places import nearest, runs, under_headings
from tasks.clean.line_words import (
    ADDRESS,
    AGENCY,
    BULLET,
    CAPITALISED,
    CREDIT_WORDS,
    DIGIT,
    FURNITURE,
    INNER,
    MARKED,
    SAID,
    STOP,
    TAIL_WORDS,
)
from tasks.clean.wording import TAIL_HEADS, TAIL_START, TAIL_WITHIN, ends_like_sentence, is_promo, may_begin

PARAGRAPH = 12  # words
SHORT = 3  # letters: words so short carry no meaning by themselves
TOP = 8  # lines among which a headline's words mean the headline
WINDOW = 2  # neighbours looked at on either side
LONGEST_PROMO, LONGEST_TAIL = 45, 70  # words
FORM = "words sentence inner stop caps digits bullet commas quoted place"
STANDING = """first last before after in_headzone in_tailzone prev_words next_words prev_sentence next_sentence
short_run repeated gap_before gap_after tight_run n_lines paragraph_share to_paragraph_up to_paragraph_down around same_start
position"""
AGREEMENT = "vocabulary names_known slug slug_top title on_site near_recurring known_near"
WORDING = "promo tail furniture furniture_share credit said address under_heading sure near_sure"
NAMES = tuple(f"{FORM} {STANDING} {AGREEMENT} {WORDING}".split())

MOST_WORDS = 100_000  # that are remembered
PLACES = ("@", "http", "www.", ".com")

Row = list[float]


class Meaning(dict[str, bool]):
    """Whether a word carries meaning by itself; words come again, and remembering is faster than asking."""

    def __missing__(self, word: str) -> bool:
        """Decide and remember."""
        if len(self) >= MOST_WORDS:
            self.clear()
        means = self[word] = len(word) > SHORT and word not in STOP
        return means


has_meaning = Meaning().__getitem__


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


@dataclass(frozen=True, slots=True)
class Lines:
    """A text's lines in the forms that the columns are computed from."""

    bare: list[str]  # without bullets
    has_bullet: list[bool]
    folded: list[str]
    tokens: Sequence[list[str]]
    content: list[list[str]]  # tokens that carry meaning by themselves
    names: list[list[str]]  # capitalised words, the line's first left out
    capitals: list[float]  # share of its words that are capitalised
    ends: list[bool]  # like a sentence
    plain: list[bool]  # a paragraph

    @classmethod
    def of(cls, raw: Sequence[str], known: Sequence[bool], tokens: Sequence[list[str]]) -> "Lines":
        """Compute each form once, of lines whose folded words are known."""
        bare = [line.lstrip(BULLET + " ").strip() for line in raw]
        folded = [" ".join(words) for words in tokens]
        ends = [ends_like_sentence(line) for line in bare]
        plain = [len(t) >= PARAGRAPH and end and not k for t, end, k in zip(tokens, ends, known, strict=True)]
        content = [list(filter(has_meaning, words)) for words in tokens]
        names = [CAPITALISED.findall(line) for line in bare]
        capitals = [
            (len(found) + line[:1].isupper()) / max(1, line.count(" ") + 1)
            for line, found in zip(bare, names, strict=True)
        ]
        return cls(
            bare, [line[:1] in BULLET for line in raw], folded, tokens, content, names, capitals, ends, plain
        )


def line_features(
    raw: Sequence[str], context: LineContext, tokens: Sequence[list[str]] | None = None
) -> list[Row]:
    """Return one row a line, columns as in `NAMES`.

    Args:
        raw: the lines.
        context: what is known besides.
        tokens: `fold_words` of the lines, where the caller has them already.
    """
    lines = Lines.of(raw, context.known, fold_words(raw) if tokens is None else tokens)
    groups = (
        form(lines, context),
        standing(lines, context),
        agreement(lines, context),
        wording(lines, context),
    )
    return [a + b + c + d for a, b, c, d in zip(*groups, strict=True)]


def form(lines: Lines, context: LineContext) -> list[Row]:
    """Return the columns of `FORM`: what a line looks like by itself."""
    rows: list[Row] = []
    whole = "\n".join(lines.bare)
    places = [place for place in PLACES if place in whole]  # most stand nowhere in the text
    for i, line in enumerate(lines.bare):
        words = lines.tokens[i]
        k = len(words) or 1
        rows.append([
            len(words), lines.ends[i], INNER.search(line) is not None,
            sum(map(STOP.__contains__, words)) / k if context.sure else 0.4,
            lines.capitals[i], len(DIGIT.findall(line)) / max(1, len(line)), lines.has_bullet[i], line.count(",") / k,
            "“" in line or '"' in line, bool(places) and any([place in line for place in places]),  # noqa: C419
        ])  # fmt: skip
    return rows


def standing(lines: Lines, context: LineContext) -> list[Row]:
    """Return the columns of `STANDING`: where a line stands."""
    tokens, ends, plain, gaps = lines.tokens, lines.ends, lines.plain, context.gaps
    count = len(tokens)
    at = [i for i in range(count) if plain[i]]
    first, last = (at[0], at[-1]) if at else (count, -1)
    pairs = [i for i in range(count - 1) if plain[i] and plain[i + 1]]
    first_pair, last_pair = (pairs[0], pairs[-1] + 1) if pairs else (first, last)
    times = Counter(lines.folded)
    begins = [" ".join(words[:2]) if len(words) > 2 else "" for words in tokens]
    starts = Counter(begins)
    starts[""] = 0
    up, down = nearest(plain, range(count)), nearest(plain, range(count - 1, -1, -1))
    sizes = [0, *map(len, tokens), 0]
    ending = [False, *ends, False]
    gap = [*(min(gap, 4) for gap in gaps), 4]
    short, tight = runs([size < 10 for size in sizes[1:-1]]), runs([gap == 1 for gap in gaps])
    total, before = sum(sizes) or 1, 0
    length, share = math.log1p(count), len(at) / max(1, count)
    rows: list[Row] = []
    for i, k in enumerate(sizes[1:-1]):
        rows.append([
            math.exp(-i / 3), math.exp(-(count - 1 - i) / 3), before / total, 1 - (before + k) / total,
            i < first_pair, i > last_pair, sizes[i], sizes[i + 2], ending[i], ending[i + 2],
            short[i], times[lines.folded[i]] > 1, gap[i], gap[i + 1], tight[i],
            length, share, up[i], down[i], sum(plain[max(0, i - WINDOW) : i + WINDOW + 1]) / (2 * WINDOW + 1),
            starts[begins[i]], i / count,
        ])  # fmt: skip
        before += k
    return rows


def agreement(lines: Lines, context: LineContext) -> list[Row]:
    """Return the columns of `AGREEMENT`: what a line shares with the paragraphs, the headline, the corpus."""
    plain = [i for i, is_plain in enumerate(lines.plain) if is_plain]
    body = Counter(chain.from_iterable([set(lines.content[i]) for i in plain]))
    in_body, in_others = body.__contains__, {word for word, count in body.items() if count > 1}.__contains__
    is_known = set(chain.from_iterable([lines.names[i] for i in plain])).__contains__
    title = set(fold(context.title).split()) - STOP
    slug_words, recurs, known = context.slug, context.recurs, context.known
    rows: list[Row] = []
    for i, words in enumerate(lines.tokens):
        content, names = lines.content[i], lines.names[i]
        is_said = in_others if lines.plain[i] else in_body
        slug = len(slug_words.intersection(words)) / len(slug_words) if slug_words else 0.0
        low, high = max(0, i - WINDOW), i + WINDOW + 1
        rows.append([
            sum(map(is_said, content)) / len(content) if content else 0.5,
            sum(map(is_known, names)) / len(names) if names else 0.5,
            slug, slug if i < TOP else 0.0, len(title.intersection(words)) / len(title) if title else 0.0,
            recurs[i], sum(recurs[low:high]) - recurs[i], sum(known[low:high]),
        ])  # fmt: skip
    return rows


def wording(lines: Lines, context: LineContext) -> list[Row]:
    """Return the columns of `WORDING`, all zero where the text is not English."""
    if not context.sure:
        return [[0.0] * len(WORDING.split()) for _ in lines.tokens]
    under = under_headings(lines.bare, lines.tokens, lines.plain)
    sure = context.sure
    rows: list[Row] = []
    for i, (line, words) in enumerate(zip(lines.bare, lines.tokens, strict=True)):
        k = len(words)
        found = MARKED.intersection(words)  # one in three lines has any
        furniture = len(FURNITURE & found) if found else 0
        rows.append([
            k < LONGEST_PROMO and is_promo(line), k < LONGEST_TAIL and is_tail(line, found),
            furniture, furniture / max(1, k),
            bool(found) and not CREDIT_WORDS.isdisjoint(found) and AGENCY.search(line.lower()) is not None,
            bool(found) and not SAID.isdisjoint(found), len(ADDRESS & found) / max(1, k) if found else 0.0, under[i], sure[i],
            sum(sure[max(0, i - WINDOW) : i + WINDOW + 1]) - sure[i],
        ])  # fmt: skip
    return rows


def is_tail(line: str, found: set[str] | frozenset[str]) -> bool:
    """Whether a line has the wording of what follows an article, as `wording.is_tail` says; its marked words are known."""
    if may_begin(line, TAIL_HEADS) and TAIL_START.match(line):
        return True
    return ("@" in line or not TAIL_WORDS.isdisjoint(found)) and TAIL_WITHIN.search(line.lower()) is not None
