"""Quotations that are two things said, such as “A,” he said, then added, “B.” with a cue for each.

What a cue merely interrupts is one quotation. It is parted where a second cue stands between, and where “A,” he said.
“B.” joins what another article of the story reports as two sayings with a cue for each.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.resolve.quotation import Quotation
from tasks.resolve.shingles import contains
from tasks.resolve.speakers import same_speaker
from tasks.vocabulary.ids import make_id

# Words that report something further; in a gap they are a cue for what follows it.
FURTHER_CUE = re.compile(
    r"\b(?:added|adding|adds|continued|continuing|went on|going on|concluded|later (?:said|told|wrote)|"
    r"(?:also|then) (?:said|told|wrote|asked|tweeted))\b"
)
_SENTENCE_BEGINS = re.compile(r"[\s\"“‘']*[A-Z0-9]")
_REACH = 80  # characters between two quotations that run on: a name with its title and a cue


def second_id(quote_id: str, start: int) -> str:
    """Return the id of the later part of a quotation that is parted before the character `start`."""
    return make_id("q", quote_id, start)


def part_at(
    quotation: Quotation, at: int, cue_start: int | None, cue: str | None = None
) -> tuple[Quotation, Quotation]:
    """Part a quotation before its part number `at`; the later one has the cue that begins at `cue_start`."""
    start, row = quotation.starts[at], quotation.parted_from or quotation.quote_id
    first = replace(
        quotation,
        parts=quotation.parts[:at],
        gaps=quotation.gaps[: at - 1],
        starts=quotation.starts[:at],
        end=quotation.starts[at - 1] + len(quotation.parts[at - 1]),
        parted_from=row,
    )
    second = replace(
        quotation,
        quote_id=second_id(row, start),
        parted_from=row,
        parts=quotation.parts[at:],
        gaps=quotation.gaps[at:],
        starts=quotation.starts[at:],
        place=start,
        cue_start=cue_start,
        cue=cue or quotation.cue,
    )
    return first, second


def _part_by_cue(quotation: Quotation) -> Iterator[Quotation]:
    """Yield the parts of a quotation that a second cue divides."""
    if quotation.kind == "direct":
        for at, gap in enumerate(quotation.gaps, start=1):
            cues = list(FURTHER_CUE.finditer(gap))
            cue = cues[-1] if cues else None
            begins = quotation.starts[at] - len(gap)
            if cue is None or begins + cue.start() == quotation.cue_start or not _has_two_cues(gap, cue):
                continue
            first, second = part_at(quotation, at, begins + cue.start(), cue[0])
            yield first
            yield from _part_by_cue(second)
            return
    yield quotation


def _has_two_cues(gap: str, cue: re.Match[str]) -> bool:
    """Whether the gap reports what stands before it with a verb of its own: "he said, then added"."""
    return (
        re.search(
            r"\b(?:said|says|told|wrote|asked|explained|tweeted|argued|insisted|replied)\b",
            gap[: cue.start()],
        )
        is not None
    )


def part_quotations(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Return the quotations, those parted that are two sayings. The order does not matter."""
    listed = [part for quotation in quotations for part in _part_by_cue(quotation)]
    others = _by_story(listed)
    out: list[Quotation] = []
    for quotation in listed:
        out += _part_by_others(quotation, others.get(quotation.story_id or "", {}))
    return out


def _part_by_others(quotation: Quotation, story: Mapping[str, Sequence[Quotation]]) -> list[Quotation]:
    if quotation.kind != "direct" or not quotation.gaps:
        return [quotation]
    for at in range(1, len(quotation.parts)):
        if not any(c.isalpha() for c in quotation.gaps[at - 1]) or not _SENTENCE_BEGINS.match(
            quotation.parts[at]
        ):
            continue
        first, second = part_at(quotation, at, quotation.cue_start)
        if told_apart(first, second, story):
            return [first, *_part_by_others(second, story)]
    return [quotation]


def _by_story(quotations: Iterable[Quotation]) -> dict[str, dict[str, list[Quotation]]]:
    """Return the quotations that can bear witness, by story and article."""
    found: dict[str, dict[str, list[Quotation]]] = defaultdict(lambda: defaultdict(list))
    for quotation in quotations:
        if quotation.story_id and quotation.place >= 0 and not quotation.is_fragment:
            found[quotation.story_id][quotation.article_id].append(quotation)
    return found


def told_apart(a: Quotation, b: Quotation, story: Mapping[str, Sequence[Quotation]]) -> bool:
    """Whether another article of the story has both, and gives the second a cue of its own."""
    for article, inside in story.items():
        if article == a.article_id:
            continue
        firsts = [q for q in inside if _same_words(q, a) and same_speaker(q, a)]
        seconds = [q for q in inside if _same_words(q, b) and same_speaker(q, b)] if firsts else []
        for x in firsts:
            for y in seconds:
                if x.quote_id != y.quote_id and y.cue_start is not None and y.cue_start != x.cue_start:
                    return True
    return False


def _same_words(a: Quotation, b: Quotation) -> bool:
    return contains(a.keys, b.keys) or contains(b.keys, a.keys)


def running_on(quotations: Iterable[Quotation]) -> Iterator[tuple[Quotation, Quotation]]:
    """Yield neighbours of one article that are one quotation: the second has no cue of its own."""
    listed = list(quotations)
    by_article: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in listed:
        if quotation.place >= 0:
            by_article[quotation.article_id].append(quotation)
    stories = _by_story(listed)
    for article in sorted(by_article):
        inside = sorted(by_article[article], key=lambda q: (q.place, q.quote_id))
        for a, b in pairwise(inside):
            if (
                _are_neighbours(a, b)
                and _follows(a, b)
                and not told_apart(a, b, stories.get(a.story_id or "", {}))
            ):
                yield a, b


def _are_neighbours(a: Quotation, b: Quotation) -> bool:
    """Whether no quotation that is not looked at stands between the two."""
    return (
        b.previous is None
        or b.previous in (a.quote_id, a.parted_from)
        or (a.parted_from is not None and a.parted_from == b.parted_from)
    )


def _follows(a: Quotation, b: Quotation) -> bool:
    """Whether B stands right behind A in one paragraph and has no cue of its own."""
    if a.is_fragment or b.is_fragment or a.paragraph != b.paragraph or not 0 <= b.place - a.end <= _REACH:
        return False
    return b.cue_start in (None, a.cue_start) and (b.speaker_name is None or same_speaker(a, b))
