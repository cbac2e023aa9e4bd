"""Quotations in a headline: “Smith: Taxes must fall”, ‘Taxes must fall’, says Smith; marked words."""

import re
from dataclasses import dataclass

from tasks.enrich.quotes.marks import find_segments
from tasks.enrich.quotes.records import Span

NAME = r"[A-Z][\w.'’-]*(?:\s+(?:of|the|de|van|von|al|bin|[A-Z][\w.'’-]*)){0,4}"
COLON = re.compile(rf"^({NAME}):\s+(\S.*)$")
AT_END = re.compile(
    rf"^(.+?)[,:]\s+((?:says|said|warns|claims|insists|argues|tells\s+\S+)\s+)?({NAME})(\s+(?:says|said|warns|claims|insists|argues))?$"
)
SAYS = re.compile(
    rf"^({NAME})\s+(says?|said|calls?|called|warns?|claims?|insists?|denies|admits?|vows?|urges?|tells?|slams?|blasts?|on)\b"
)
SPEAKING = re.compile(r"^(says?|said|warns?|claims?|insists?|denies|admits?)$")


@dataclass(frozen=True, slots=True)
class HeadlineQuote:
    """Content spans and speaker as offsets of the title; the cue's words."""

    spans: list[Span]
    speaker: Span | None
    cue: Span | None


def read_headline(title: str) -> list[HeadlineQuote]:
    """Return the quotations of a headline: the clause attributed to a name, else each marked phrase."""
    marked = [(s.start, s.end) for s in find_segments(title)]
    colon = COLON.match(title)
    if colon and (marked or _is_sentence(colon.group(2))):
        return [HeadlineQuote([colon.span(2)], colon.span(1), None)]
    behind = AT_END.match(title)
    if behind and (behind.group(2) or behind.group(4) or (marked and marked[-1][1] >= behind.end(1) - 1)):
        cue = behind.span(2) if behind.group(2) else behind.span(4) if behind.group(4) else None
        cue = (
            (
                cue[0] + len(title[slice(*cue)]) - len(title[slice(*cue)].lstrip()),
                cue[0] + len(title[slice(*cue)].rstrip()),
            )
            if cue
            else None
        )
        return [HeadlineQuote([behind.span(1)], behind.span(3), cue)]
    says = SAYS.match(title)
    if says and SPEAKING.match(says.group(2)) and says.end() + 8 < len(title):
        start = says.end() + len(title[says.end() :]) - len(title[says.end() :].lstrip(" :,"))
        return [HeadlineQuote([(start, len(title))], says.span(1), says.span(2))]
    speaker, cue = (says.span(1), says.span(2)) if says else (None, None)
    return [HeadlineQuote([span], speaker, cue) for span in marked]


def _is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) >= 4 and bool(
        re.search(
            r"\b(is|are|was|will|would|must|should|can|has|have|not|\w+n[’']t|I|we)\b", text, re.IGNORECASE
        )
    )
