"""The model's entity spans, mended one by one: marks and possessives off, initials and honorifics on."""

import re
from collections.abc import Collection, Sequence

from tasks.enrich.entities.mention import LABELS, Found
from tasks.vocabulary.names import territory
from tasks.vocabulary.places import STATE_ABBREVIATIONS

_EDGE = " \n\t,:;'’‘\"“”-–—*•|"
_HONORIFIC = (
    "Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|King|Queen|Prince|Princess|Pope|Gen|Lt|Col|Capt|Maj|Sgt|"
    "Adm|Rev|Sen|Rep|Gov|Mayor|Ayatollah|Sheikh"
)
_HONORIFICS_BEFORE = re.compile(rf"(?:\b(?:{_HONORIFIC})\b\.?\s+)+$")
_INITIALS_BEFORE = re.compile(
    r"(?:(?<![.\w])(?!(?:DJ|MP|PM|QC|MD|US|UK|EU|TV|PC|VP|MC|A|I)\b)[A-Z](?:\.?[A-Z])?\.?\s+)+$"
)
_LONGEST_PREFIX = 30  # characters before a name in which initials and honorifics are looked for
_SPOKEN_OF = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.?\s+(\w[\w’'-]*)|(\w[\w’'-]*)\s+(?:said|says|told|added)\b")
_NAMES_A_STATE = frozenset(STATE_ABBREVIATIONS)


def mended_spans(text: str, ents: Sequence[Found]) -> list[Found]:
    """Return the spans worth keeping, sorted, without overlaps."""
    speakers = {a or b for a, b in _SPOKEN_OF.findall(text)}
    out: list[Found] = []
    for ent in sorted(ents):
        if ent.label not in LABELS:
            continue
        free_from = out[-1].end if out else 0
        found = _mended(text, ent, free_from, speakers)
        if found is None:
            continue
        if out and _is_city_with_state(text, out[-1], found):
            dot = (
                text[found.end : found.end + 1] == "." and text[found.start : found.end + 1] in _NAMES_A_STATE
            )
            out[-1] = Found(out[-1].start, found.end + dot, "GPE")
        elif found.start >= free_from:
            out.append(found)
    return out


def _mended(text: str, ent: Found, free_from: int, speakers: Collection[str]) -> Found | None:
    """Return one span with its edges and label set right; None if nothing with a letter is left."""
    start, end = _without_edges(text, ent.start, ent.end)
    name, label = text[start:end], ent.label
    if not any(map(str.isalpha, name)):
        return None
    if label == "GPE" and " " not in name and name in speakers and territory(name) is None:
        label = "PERSON"  # places do not speak
    if label == "PERSON":
        for before in (_INITIALS_BEFORE, _HONORIFICS_BEFORE):
            prefix = before.search(text, max(0, start - _LONGEST_PREFIX), start)
            if prefix and prefix.start() >= free_from:
                start = prefix.start()
    return Found(start, end, label)


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while end > start and text[start] in _EDGE:
        start += 1
    newline = text.find("\n", start, end)
    return (start, newline) if newline >= 0 else (start, end)


def _is_city_with_state(text: str, city: Found, state: Found) -> bool:
    """Whether two places are one: "Dayton, Ohio", but not "Ohio, Texas and Utah"."""
    if not (city.label == state.label == "GPE") or text[city.end : state.start] != ", ":
        return False
    first, second = text[city.start : city.end], text[state.start : state.end]
    if first in _NAMES_A_STATE or territory(first) is not None:
        return False
    if second not in _NAMES_A_STATE and territory(second) is None:
        return False
    return re.match(r"\s+(?:and|or)\b", text[state.end :]) is None
