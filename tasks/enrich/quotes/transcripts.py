"""Interviews and transcripts: paragraphs that begin with who speaks, “KERRY: ...”, “Q: ...”, “Ada Brown: ...”."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.enrich.quotes.marks import SPEAKER_LABEL
from tasks.enrich.quotes.records import Found, Span
from tasks.enrich.quotes.tree import Tree

TURN = re.compile(
    r"^[ \t]*((?:[A-Z][\w.'’-]*)(?:[ ,]+(?:[A-Z(][\w.'’)-]*|of|the|de|van|for)){0,5}):[ \t]+(?=\S)",
    re.MULTILINE,
)
# Within marks, where all turns may stand in one line: “BROWN: The bridge holds. STONE: It does not.”
INNER_TURN = re.compile(rf"(?:(?<=[.!?…])[\"”]?\s+|^[\s\"“]*)({SPEAKER_LABEL}):\s+(?=\S)")
LEAST_TURNS, LEAST_SIDES = 3, 2  # paragraphs with a label, labels: fewer are headings and credits
DENSE = 0.5  # share of the paragraphs between the first turn and the last that are turns
ASKING = 0.5  # share of a side's turns that end in a question mark from which it asks the questions
QUESTIONS = frozenset({"q", "question", "questions", "interviewer", "reporter", "host", "moderator"})
SURE = 0.85
HELD = 0.8  # share of a quotation's characters inside a turn, and of the turn's in it, that makes them one


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side says at a time: its label and its words, as character ranges."""

    label: Span
    words: Span
    more: tuple[Span, ...] = ()  # what goes on in reopened marks, paragraph by paragraph


def with_turns(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Return the findings with the turns of an interview or transcript; a finding that is all of a turn gives way."""
    turns, marked = find_turns(tree.text), find_marked_turns(tree)
    if not turns and not marked:
        return list(found)
    out = [f for f in found if not any(_is_same(f, turn) for turn in turns) and not _is_round(f, marked)]
    turns += [m for m in marked if not any(t.words[0] <= m.label[0] < t.words[1] for t in turns)]
    for turn in turns:
        behind = bisect_left(tree.start, turn.label[1])
        if behind == 0 or tree.end[behind - 1] > turn.label[1]:
            continue
        out.append(Found([turn.words, *turn.more], None, turn.label, behind - 1, None, SURE, "transcript"))
    return sorted(out, key=lambda f: f.spans[0])


def find_turns(text: str) -> list[Turn]:
    """Return the turns of those who answer or debate; the questions of an interview are the outlet's own words."""
    if text.count(": ") + text.count(":\t") < LEAST_TURNS:
        return []
    matches = list(TURN.finditer(text))
    if len(matches) < LEAST_TURNS:
        return []
    label = [" ".join(m[1].split()).lower() for m in matches]
    sides = Counter(label)
    between = text[matches[0].start() : matches[-1].end()].split("\n")
    paragraphs = sum(1 for line in between if line.strip())
    if len(sides) < LEAST_SIDES or max(sides.values()) < 2 or len(matches) < DENSE * paragraphs:
        return []
    ends = [text.find("\n", m.end()) for m in matches]
    words = [(m.end(), e if e >= 0 else len(text)) for m, e in zip(matches, ends, strict=True)]
    asked = Counter(
        name for name, (a, b) in zip(label, words, strict=True) if text[a:b].rstrip(' "”').endswith("?")
    )
    out = []
    for m, name, (start, end) in zip(matches, label, words, strict=True):
        asks = name in QUESTIONS or (not m[1].isupper() and asked[name] >= ASKING * sides[name])
        if not asks and (sides[name] > 1 or m[1].isupper()):
            out.append(Turn(m.span(1), (start, start + len(text[start:end].rstrip()))))
    return out


def find_marked_turns(tree: Tree) -> list[Turn]:
    """Return the turns within marks of those whom the article names elsewhere, the first right behind a mark."""
    named: set[str] = set()
    out: list[Turn] = []
    goes_on = False
    for segment in tree.segments:
        inner = tree.text[segment.inner_start : segment.inner_end]
        matches = list(INNER_TURN.finditer(inner))
        if not matches or inner[: matches[0].start(1)].strip(' "“'):
            goes_on = goes_on and segment.is_reopened
            if goes_on:
                more = (*out[-1].more, (segment.inner_start, segment.inner_end))
                out[-1] = replace(out[-1], more=more)
            continue
        goes_on = False
        named = named or {w.lower() for w, e in zip(tree.words, tree.ents, strict=True) if e == "PERSON"}
        if not any(m[1].lower().split()[-1] in named for m in matches):
            continue  # “WARNING: ...”
        ends = [*(m.start() for m in matches[1:]), len(inner)]
        base = segment.inner_start
        for m, end in zip(matches, ends, strict=True):
            label = (base + m.start(1), base + m.end(1))
            out.append(Turn(label, (base + m.end(), base + len(inner[:end].rstrip()))))
            goes_on = True
    return out


def _is_round(found: Found, turns: Sequence[Turn]) -> bool:
    """Whether a finding holds the label of a turn among its words, or is part of what goes on after it."""
    return any(
        (a <= turn.label[0] and turn.label[1] <= b) or any(c <= a and b <= d for c, d in turn.more)
        for a, b in found.spans
        for turn in turns
    )


def _is_same(found: Found, turn: Turn) -> bool:
    """Whether a finding is the turn, with its label or without."""
    inside = sum(max(0, min(b, turn.words[1]) - max(a, turn.words[0])) for a, b in found.spans)
    size = sum(b - a for a, b in found.spans)
    return inside >= HELD * size and inside >= HELD * (turn.words[1] - turn.words[0])
