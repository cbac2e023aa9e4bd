"""What a scrape says of itself: its segments, where its paragraphs are, its language, its metadata lines, its headline."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from tasks.clean.dateline import Dateline, read_dateline
from tasks.clean.folding import fold, fold_words, word_count, word_counts
from tasks.clean.headline import find_headline
from tasks.clean.language import choose_language
from tasks.clean.metadata_lines import Stated, read_line
from tasks.clean.page import host_of
from tasks.clean.page_lines import is_headline
from tasks.clean.segments import Segment, cut
from tasks.clean.wording import ends_like_sentence
from tasks.vocabulary.document import DecodedDocument

PARAGRAPH = 12  # words of a line that ends like a sentence
CLAIM = re.compile(r"\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE)
REACHED = re.compile(r"\bcan be (?:reached|contacted|emailed)\b", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]@[\w-]+\.\w{2,}")
BULLET = "-•* "
HEAD_LINES = 16  # before the first paragraph; metadata stand there
TAIL_LINES = 16


@dataclass(frozen=True, slots=True)
class Zones:
    """Where the paragraphs begin and end.

    Args:
        first: index of the first plain paragraph (the number of lines if there is none).
        last: index of the last (-1 if there is none).
    """

    first: int
    last: int


@dataclass
class Scrape:
    """A scraped text, read but not yet judged.

    Args:
        raw: the text that offsets index.
        segments: its lines, or sentences where it has lost its newlines.
        counts: how many words each has.
        plain: whether each is plainly a paragraph.
        zones: where the paragraphs are.
        language: of the paragraphs.
        reasons: for each segment why it is no body text, None where that is not known yet.
        stated: what the metadata lines state, in order.
        title: the headline.
        title_start: its raw offset, None where it stands elsewhere.
        dateline: of the first paragraph.
    """

    raw: str
    segments: list[Segment]
    counts: list[int]
    plain: list[bool]
    zones: Zones
    language: str | None
    reasons: list[str | None]
    stated: list[Stated] = field(default_factory=list)
    title: str | None = None
    title_start: int | None = None
    dateline: Dateline | None = None

    @cached_property
    def lines(self) -> list[str]:
        """The segments' texts."""
        return [segment.text for segment in self.segments]

    @cached_property
    def bare(self) -> list[str]:
        """The segments' texts without bullets before them."""
        return [line.lstrip(BULLET) for line in self.lines]

    @cached_property
    def words(self) -> list[int]:
        """How many words each segment has, bullets not counted."""
        return [
            count if bare == line else word_count(bare)
            for count, bare, line in zip(self.counts, self.bare, self.lines, strict=True)
        ]

    @cached_property
    def tokens(self) -> list[list[str]]:
        """The words of each segment as they are compared."""
        return fold_words(self.lines)

    @cached_property
    def folded(self) -> list[str]:
        """The same as one string a segment."""
        return list(map(" ".join, self.tokens))

    @property
    def authors(self) -> list[str]:
        """The names in the byline lines."""
        return [name for stated in self.stated for name in stated.authors]


def read_scrape(document: DecodedDocument) -> Scrape:
    """Cut a text into segments and read what it states."""
    raw = document.text or ""
    segments = cut(raw)
    lines = [segment.text for segment in segments]
    counts = word_counts(lines)
    plain = [is_paragraph(line, count) for line, count in zip(lines, counts, strict=True)]
    zones = find_zones(plain)
    prose = " ".join(lines[zones.first : zones.last + 1][:8])
    language = choose_language(prose, document.stated.language)
    scrape = Scrape(raw, segments, counts, plain, zones, language, [None] * len(segments))
    read_metadata(document, scrape)
    return scrape


def find_zones(plain: list[bool]) -> Zones:
    """Find the first and the last line that is plainly a paragraph."""
    if True not in plain:
        return Zones(len(plain), -1)
    return Zones(plain.index(True), len(plain) - 1 - plain[::-1].index(True))


def is_paragraph(line: str, n_words: int) -> bool:
    """Whether a line is long enough, ends like a sentence, and is no notice or address."""
    if n_words < PARAGRAPH or not ends_like_sentence(line) or CLAIM.match(line):
        return False
    return not ("@" in line and EMAIL.search(line)) and not ("an be " in line and REACHED.search(line))


def read_metadata(document: DecodedDocument, scrape: Scrape) -> None:
    """Read the lines before the first paragraph and after the last, the headline and the dateline."""
    segments, zones = scrape.segments, scrape.zones
    host = host_of(document.url)
    head = range(min(zones.first, HEAD_LINES))
    tail = range(max(zones.last + 1, len(segments) - TAIL_LINES), len(segments))
    for i in (*head, *tail):
        stated = read_line(segments[i].text, host)
        if stated.reason:
            scrape.reasons[i] = stated.reason
            scrape.stated.append(stated)
    read_headline(document, scrape)
    for i in range(min(zones.first + 1, len(segments))):
        if scrape.reasons[i] is None:
            scrape.dateline = read_dateline(segments[i].text)
            if scrape.dateline:
                break


def read_headline(document: DecodedDocument, scrape: Scrape) -> None:
    """Set the title: the record's, and where it stands in the text; else the line that reads like one."""
    segments, zones = scrape.segments, scrape.zones
    title = document.stated.title
    count = min(zones.first + 1, HEAD_LINES, len(segments))
    if title:
        scrape.title = title
        at = next((i for i in range(count) if is_headline(segments[i].text, title)), None)
    elif len(segments) == 1:
        return  # a brief of one line is its text, not the headline of nothing
    else:
        head = [segment.text for segment in segments[: min(zones.first, HEAD_LINES)]]
        at = find_headline(head, [reason is not None for reason in scrape.reasons[: len(head)]], document.url)
    if at is None:
        return
    scrape.reasons[at] = "title"
    if not title:
        scrape.title = segments[at].text
    if fold(scrape.title) == fold(segments[at].text):
        scrape.title_start = segments[at].start
    for i in range(count):
        if scrape.reasons[i] is None and fold(segments[i].text) == fold(scrape.title):
            scrape.reasons[i] = "title"
