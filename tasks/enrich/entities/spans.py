"""The model's entity spans, mended one by one: marks and possessives off, initials and honorifics on."""

import re
from collections.abc import Collection, Iterator, Sequence

from tasks.enrich.entities.mention import LABELS, Found
from tasks.vocabulary.names import territory
from tasks.vocabulary.places import STATE_ABBREVIATIONS
from tasks.vocabulary.titles import leading_titles, words_of

_EDGE = " \n\t,:;'’‘\"“”-–—*•|"
_HONORIFIC = (
    "Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|King|Queen|Prince|Princess|Pope|Gen|Lt|Col|Capt|Maj|Sgt|"
    "Adm|Rev|Sen|Rep|Gov|Mayor|Ayatollah|Sheikh"
)
_HONORIFICS_BEFORE = re.compile(rf"(?:\b(?:{_HONORIFIC})\b\.?\s+)+$")
_INITIALS_BEFORE = re.compile(
    r"(?:(?<![.\w])(?!(?:DJ|MP|PM|QC|MD|US|UK|EU|TV|PC|VP|MC|A|I)\b)[A-Z](?:\.?[A-Z])?\.?\s+)+$"
)
_PRONOUN_FIRST = re.compile(
    r"(?:he|she|him|her|his) "
)  # no part of a name: "she Quillport Harbour Authority"
_LONGEST_PREFIX = 30  # characters before a name in which initials and honorifics are looked for
_AFTER_HONORIFIC = re.compile(  # begins with a letter, so that it is tried only where one stands
    r"[MD](?<!\w.)(?:(?<=M)(?:rs?|s)|(?<=D)r)\.?\s+(\w[\w’'-]*)"
)
_SAYING = re.compile(r"\s(?:said|says|told|added|claims|claimed|replied)\b")
_NAMES_A_STATE = frozenset(STATE_ABBREVIATIONS)
_STATE_AFTER = re.compile(
    "|".join(rf", {re.escape(state)}(?!\\w)" for state in STATE_ABBREVIATIONS if "." in state)
)
_OF_NAME = re.compile(r" of (?:the )?(?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*")
_TAKES_OF = words_of(
    "Gulf Bay Strait Sea Isle Cape University Bank Republic Department Ministry Church Bureau Institute"
)
_BEFORE_OF = frozenset(("GPE", "LOC", "ORG", "FAC"))
# Lone words that the tagger often takes for people; "" is no name at all.
_NOT_PEOPLE = {
    "Brexit": "EVENT", "Grexit": "EVENT", "Levant": "LOC", "Twitter": "ORG", "Instagram": "ORG", "WhatsApp": "ORG",
    "YouTube": "ORG", "Snapchat": "ORG", "TikTok": "ORG", "Duma": "ORG", "Garda": "ORG", "Seanad": "ORG",
    "Rohingya": "NORP", "MPs": "", "MEPs": "", "LGBTQ": "", "McCarthyism": "",
}  # fmt: skip
_NO_NAMES = frozenset(
    ("He", "She", "His", "Her", "State", "M.D.", "Ph.D.", "D.D.S.", "J.D.", "Esq.", "R-", "D-", "a.m", "p.m")
)


def mended_spans(text: str, ents: Sequence[Found]) -> list[Found]:
    """Return the spans worth keeping, sorted, without overlaps."""
    speakers = {_last_word(text, verb.start()) for verb in _SAYING.finditer(text)}
    speakers.update(_AFTER_HONORIFIC.findall(text))
    out: list[Found] = []
    for ent in _without_lists(text, sorted(ents)):
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
            out.append(_with_state(text, found))
    return out


def _without_lists(text: str, ents: Sequence[Found]) -> Iterator[Found]:
    """Yield the spans, cities in a row one by one: "Orange, Riverside" are two, "Paris, Texas" is one."""
    for ent in ents:
        parts = text[ent.start : ent.end].split(", ")
        if ent.label != "GPE" or len(parts) == 1 or any(_is_state(part) for part in parts[1:]):
            yield ent
            continue
        at = ent.start
        for part in parts:
            yield Found(at, at + len(part), "GPE")
            at += len(part) + 2


def _with_state(text: str, city: Found) -> Found:
    """Return a city with the abbreviated state after it, tagged or not: "Manhattan Beach, Calif."."""
    if (
        city.label == "GPE"
        and (state := _STATE_AFTER.match(text, city.end))
        and not _is_state(text[city.start : city.end])
    ):
        return Found(city.start, state.end(), "GPE")
    takes_of = city.label in _BEFORE_OF and text[city.start : city.end].rpartition(" ")[2] in _TAKES_OF
    if takes_of and (rest := _OF_NAME.match(text, city.end)):
        return Found(city.start, rest.end(), city.label)
    return city


def _is_state(name: str) -> bool:
    return name in _NAMES_A_STATE or territory(name) is not None


def _last_word(text: str, end: int) -> str:
    """Return the word that ends at `end`."""
    return text[max(0, end - _LONGEST_PREFIX) : end].rpartition(" ")[2].rpartition("\n")[2]


def _mended(text: str, ent: Found, free_from: int, speakers: Collection[str]) -> Found | None:
    """Return one span with its edges and label set right; None if nothing with a letter is left."""
    pronoun = _PRONOUN_FIRST.match(text, ent.start, ent.end)
    start, end = _without_edges(text, pronoun.end() if pronoun else ent.start, ent.end)
    name, label = text[start:end], ent.label
    if not any(map(str.isalpha, name)) or name in _NO_NAMES or f"{name}." in _NO_NAMES:
        return None
    if label == "PERSON" and (" " in name or "." in name) and leading_titles(f"{name} X") == f"{name} ":
        return None  # "Rear Adm." of "Rear Adm. John Ross"
    if label == "GPE" and " " not in name and name in speakers and territory(name) is None:
        label = "PERSON"  # places do not speak
    elif label == "PERSON" and " " not in name:
        label = "" if name.islower() else _NOT_PEOPLE.get(name, label)
        if not label:
            return None
    if label == "PERSON" and _may_have_prefix(text, start):
        for prefix in (_INITIALS_BEFORE, _HONORIFICS_BEFORE):
            before = _prefix_start(prefix, text, start)
            start = before if before >= free_from else start
    return Found(start, end, label)


def honorific_start(text: str, start: int) -> int:
    """Return where the honorific right before text[start:] starts; `start` if none stands there."""
    return _prefix_start(_HONORIFICS_BEFORE, text, start)


def _prefix_start(prefix: re.Pattern[str], text: str, start: int) -> int:
    found = prefix.search(text, max(0, start - _LONGEST_PREFIX), start)
    return found.start() if found else start


def _may_have_prefix(text: str, start: int) -> bool:
    """Whether the word before a name has a capital, as initials and honorifics have."""
    word = text[max(0, start - _LONGEST_PREFIX) : start].rstrip().rpartition(" ")[2]
    return word != word.lower()


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
    if _is_state(first) or not _is_state(second):
        return False
    return re.match(r"\s+(?:and|or)\b", text[state.end :]) is None
