"""What the whole article knows of a name: one label for one string, and every repeat of it found.

A tagger reads sentence by sentence: the surname of a person met above is tagged as a place, or not at all.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tasks.enrich.entities.mention import Found, leading
from tasks.vocabulary.names import is_acronym, strip_titles, territory

# A pattern that begins with a letter or a bracket is tried where one stands; what comes before is asked for after it.
_DEFINED = re.compile(r"\(([A-Z]{2,8})\)")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*")
_LONGEST_FORM = 120  # characters before an acronym in which its long form is looked for
_PLACE = re.compile(r"\b(?:in|from|to|at|near)\s+([A-Z][\w’'-]*)")
_WORD = re.compile(r"[A-Z0-9](?<![\w@#-].)\w*")
MOST_ALIKE = 50  # names that begin with one word; more are no news
_SHORTEST = 3  # characters of a name that is looked for elsewhere


def spread(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the spans with one label a name, and those of untagged repeats; sorted, without overlaps."""
    votes: dict[str, list[str]] = defaultdict(list)
    for start, end, label in found:
        votes[text[start:end]].append(label)
    labels = {name: leading(seen) for name, seen in votes.items()}
    surnames = {
        full.split()[-1]
        for name, label in labels.items()
        if label == "PERSON" and " " in (full := strip_titles(name))
    }
    doubtful = {name for name in surnames if _may_be_place(name, votes[name])}
    towns = doubtful.intersection(_PLACE.findall(text)) if doubtful else set()
    for name in surnames - towns:
        if name in labels or len(name) > _SHORTEST:
            labels[name] = "PERSON"
    for short in _defined_acronyms(text):
        labels.setdefault(short, "ORG")
    out = [Found(start, end, labels[text[start:end]]) for start, end, _ in found]
    wanted = {
        name: label
        for name, label in labels.items()
        if len(name) >= _SHORTEST
        and name[0].isupper()
        and _is_worth_looking_for(name, len(votes[name]), surnames)
    }
    return sorted(out + _repeats(text, wanted, out))


def _may_be_place(name: str, votes: Sequence[str]) -> bool:
    """Whether somebody's last name is also a place's: Jordan, Paris, London."""
    return territory(name) is not None or 2 * votes.count("GPE") > len(votes)


def _defined_acronyms(text: str) -> Iterator[str]:
    """Yield the acronyms that stand in brackets after their long forms."""
    for match in _DEFINED.finditer(text):
        end = match.start()
        while end and text[end - 1].isspace():
            end -= 1
        before = text[max(0, end - _LONGEST_FORM) : end].rpartition("\n")[2]
        capitals = list(_CAPITALISED.finditer(before))[-len(match[1]) :]
        if capitals and is_acronym(match[1], before[capitals[0].start() :]):
            yield match[1]


def _is_worth_looking_for(name: str, n_tagged: int, surnames: set[str]) -> bool:
    return " " in name or name in surnames or name.isupper() or n_tagged > 1 or len(name) > _SHORTEST + 1


def _repeats(text: str, wanted: Mapping[str, str], taken: Sequence[Found]) -> list[Found]:
    """Find the wanted names where nothing is tagged yet; the longest name at a place wins."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in wanted:
        if first := _WORD.match(name):
            by_first[first.group()].append(name)
    for first_word, names in by_first.items():
        by_first[first_word] = sorted(names, key=lambda name: (-len(name), name))[:MOST_ALIKE]
    out: list[Found] = []
    edges = iter(taken)
    held = next(edges, None)
    free_from = 0
    for word in _WORD.finditer(text) if by_first else ():
        at = word.start()
        while held is not None and held.end <= at:
            held = next(edges, None)
        if at < free_from or (held is not None and held.start <= at):
            continue
        for name in by_first.get(word.group(), ()):
            end = at + len(name)
            if not text.startswith(name, at) or re.match(r"[\w-]", text[end : end + 1]):
                continue
            if held is None or end <= held.start:
                out.append(Found(at, end, wanted[name]))
                free_from = end
                break
    return out
