"""What can be seen of a scrape's lines without its page: form, wording, place, neighbours, recurrence.

One row of numbers a line, for the line model. Wording is English; on other texts those columns are zero.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.clean.folding import fold
from tasks.clean.line_places import nearest, runs, under_headings
from tasks.clean.line_words import (
    ADDRESS,
    AGENCY,
    AGENCY_HINTS,
    BLOCK_HEADING,
    BULLET,
    DATE,
    DIGIT,
    FURNITURE,
    IMPERATIVE,
    INNER,
    MARKS,
    MONEY,
    PHRASE,
    PLACE,
    QUOTED,
    SAID,
    STOP,
)
from tasks.clean.litter import COMMENT_FORM, CREDIT_IN_BRACKETS, CREDIT_LINE, SHARE
from tasks.clean.wording import BIO, HEAD, PROMO, SHOUT, ends_like_sentence, is_tail

PARAGRAPH = 12  # words
SHORT = 3  # letters: words so short carry no meaning by themselves
TOP = 8  # lines among which a headline's words mean the headline
WINDOW = 2  # neighbours looked at on either side
FORM = "words len1 len2 sentence inner stop caps digits bullet upper question colon commas ellipsis bar quote_start quoted place money"
STANDING = """first last before after in_head in_tail in_headzone in_tailzone prev_words next_words prev_sentence next_sentence
short_run repeated gap_before gap_after tight_run n_lines paragraph_share to_paragraph_up to_paragraph_down around same_start
position"""
AGREEMENT = (
    "vocabulary names_known slug slug_top title author_start on_site everywhere near_recurring known_near"
)
WORDING = """promo tail bio head shout furniture furniture_share phrase credit said address imperative date block_heading
under_heading comment share_line"""
NAMES = tuple(f"{FORM} {STANDING} {AGREEMENT} {WORDING}".split())

Row = list[float]


@dataclass(frozen=True, slots=True)
class LineContext:
    """What is known of a text besides its lines.

    Args:
        slug: words of the address.
        title: the headline, "" if there is none.
        authors: their names.
        gaps: newlines before each line.
        known: whether each line's verdict is already reached (metadata lines).
        on_site: whether each line recurs on the outlet's other pages.
        everywhere: whether each line recurs on several outlets.
        english: whether wording may be looked at.
    """

    slug: frozenset[str]
    title: str
    authors: Sequence[str]
    gaps: Sequence[int]
    known: Sequence[bool]
    on_site: Sequence[bool]
    everywhere: Sequence[bool]
    english: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A text's lines in the forms that the columns are computed from."""

    raw: Sequence[str]
    bare: list[str]  # without bullets
    folded: list[str]
    tokens: list[list[str]]
    content: list[list[str]]  # tokens that carry meaning by themselves
    words: list[list[str]]  # with their case, without the marks around them
    ends: list[bool]  # like a sentence
    plain: list[bool]  # a paragraph

    @classmethod
    def of(cls, raw: Sequence[str], known: Sequence[bool]) -> "Lines":
        """Compute each form once."""
        bare = [line.lstrip(BULLET + " ").strip() for line in raw]
        folded = [fold(line) for line in raw]
        tokens = [text.split() for text in folded]
        ends = [ends_like_sentence(line) for line in bare]
        plain = [len(t) >= PARAGRAPH and end and not k for t, end, k in zip(tokens, ends, known, strict=True)]
        content = [[word for word in line if len(word) > SHORT and word not in STOP] for line in tokens]
        words = [[word for token in line.split() if (word := token.strip(MARKS))] for line in bare]
        return cls(raw, bare, folded, tokens, content, words, ends, plain)


def line_features(raw: Sequence[str], context: LineContext) -> list[Row]:
    """Return one row a line, columns as in `NAMES`."""
    lines = Lines.of(raw, context.known)
    groups = (
        form(lines, context),
        standing(lines, context),
        agreement(lines, context),
        wording(lines, context),
    )
    return [[float(value) for group in line for value in group] for line in zip(*groups, strict=True)]


def form(lines: Lines, context: LineContext) -> list[Row]:
    """Return the columns of `FORM`: what a line looks like by itself."""
    rows: list[Row] = []
    for i, line in enumerate(lines.bare):
        raw, words, end = lines.raw[i], lines.tokens[i], lines.ends[i]
        k = len(words)
        capital = [word[0].isupper() for word in lines.words[i] if not word[0].isdigit()]
        stop = sum(map(STOP.__contains__, words)) / max(1, k) if context.english else 0.4
        rows.append([
            k, k < 4, 4 <= k < 10, end, bool(INNER.search(line)), stop, sum(capital) / max(1, len(capital)),
            len(DIGIT.findall(line)) / max(1, len(line)), raw[:1] in BULLET, line.isupper(), line.endswith("?"), line.endswith(":"),
            line.count(",") / max(1, k), line.endswith(("...", "…")), "|" in line or " » " in line, line[:1] in "“\"'‘",
            bool(QUOTED.search(line)), bool(PLACE.search(line)), bool(MONEY.search(line)),
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
    starts = Counter(" ".join(words[:2]) for words in tokens if len(words) > 2)
    up, down = nearest(plain, range(count)), nearest(plain, range(count - 1, -1, -1))
    short, tight = runs([len(words) < 10 for words in tokens]), runs([gap == 1 for gap in gaps])
    total, before = sum(map(len, tokens)) or 1, 0
    rows: list[Row] = []
    for i, words in enumerate(tokens):
        k, end = len(words), i + 1 == count
        rows.append([
            math.exp(-i / 3), math.exp(-(count - 1 - i) / 3), before / total, 1 - (before + k) / total, i < first, i > last,
            i < first_pair, i > last_pair, len(tokens[i - 1]) if i else 0, 0 if end else len(tokens[i + 1]), bool(i and ends[i - 1]),
            not end and ends[i + 1], short[i], times[lines.folded[i]] > 1, min(gaps[i], 4), 4 if end else min(gaps[i + 1], 4), tight[i],
            math.log1p(count), len(at) / count, up[i], down[i], sum(plain[max(0, i - WINDOW) : i + WINDOW + 1]) / (2 * WINDOW + 1),
            starts[" ".join(words[:2])] if k > 2 else 0, i / count,
        ])  # fmt: skip
        before += k
    return rows


def agreement(lines: Lines, context: LineContext) -> list[Row]:
    """Return the columns of `AGREEMENT`: what a line shares with the paragraphs, the headline, the corpus."""
    plain = [i for i, is_plain in enumerate(lines.plain) if is_plain]
    body = Counter(word for i in plain for word in set(lines.content[i]))
    capital = {word.lower() for i in plain for word in lines.words[i][1:] if word[0].isupper()}
    title = set(fold(context.title).split()) - STOP
    authors = [fold(name) for name in context.authors if len(name) > 3]
    recurs = [a or b for a, b in zip(context.on_site, context.everywhere, strict=True)]
    rows: list[Row] = []
    for i, words in enumerate(lines.tokens):
        content, own_share = lines.content[i], int(lines.plain[i])
        others = sum([body.get(word, 0) > own_share for word in content])
        named = [word.lower() for word in lines.words[i] if len(word) > SHORT and word[0].isupper()]
        own = set(words)
        slug = len(own & context.slug) / len(context.slug) if context.slug else 0.0
        low, high = max(0, i - WINDOW), i + WINDOW + 1
        rows.append([
            others / len(content) if content else 0.5, sum(map(capital.__contains__, named)) / len(named) if named else 0.5, slug,
            slug if i < TOP else 0.0, len(own & title) / len(title) if title else 0.0,
            any(lines.folded[i].startswith(name) for name in authors), context.on_site[i], context.everywhere[i],
            sum(recurs[low:high]) - recurs[i], sum(context.known[low:high]),
        ])  # fmt: skip
    return rows


def wording(lines: Lines, context: LineContext) -> list[Row]:
    """Return the columns of `WORDING`, all zero where the text is not English."""
    if not context.english:
        return [[0.0] * len(WORDING.split()) for _ in lines.tokens]
    under = under_headings(lines.bare, lines.tokens, lines.plain)
    rows: list[Row] = []
    for line, words, heading in zip(lines.bare, lines.tokens, under, strict=True):
        k, lower = len(words), line.lower()
        furniture = sum(map(FURNITURE.__contains__, words))
        credit = any(hint in lower for hint in AGENCY_HINTS) and bool(AGENCY.search(lower))
        rows.append([
            k < 45 and bool(PROMO.search(line)), k < 70 and is_tail(line, lower), k < 80 and bool(BIO.search(line)),
            k < 20 and bool(HEAD.search(line)), bool(SHOUT.match(line)), furniture, furniture / max(1, k),
            len(PHRASE.findall(lower)) if k < 40 else 0,
            credit or bool(CREDIT_IN_BRACKETS.search(line)) or (k < 20 and bool(CREDIT_LINE.search(line))), not SAID.isdisjoint(words),
            sum(map(ADDRESS.__contains__, words)) / max(1, k), bool(IMPERATIVE.match(line)),
            bool(DIGIT.search(lower) and DATE.search(lower)), k < 10 and bool(BLOCK_HEADING.match(line)), heading,
            k < 40 and bool(COMMENT_FORM.search(line)), k < 10 and bool(SHARE.match(line)),
        ])  # fmt: skip
    return rows
