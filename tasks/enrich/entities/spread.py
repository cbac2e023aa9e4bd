"""What the whole article knows of a name: one label for one string, and every repeat of it found.

A tagger reads sentence by sentence: the surname of a person met above is tagged as a place, or not at all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tasks.enrich.entities.mention import Found, leading
from tasks.vocabulary.names import is_acronym, strip_titles, territory

_DEFINITION = re.compile(
    r"((?:[A-Z][\w’'-]*\s+(?:(?:of|and|for|the|on|in)\s+)*){1,7}[A-Z]?[\w’'-]*?)\s*\(([A-Z]{2,8})\)"
)
_WORD = re.compile(r"(?<![\w@#-])[A-Z0-9]\w*")
_SHORTEST = 3  # characters of a name that is looked for elsewhere


def spread(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the spans with one label a name, and those of untagged repeats; sorted, without overlaps."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in found:
        votes[text[start:end]][label] += 1
    labels = {name: leading(seen) for name, seen in votes.items()}
    surnames = {
        full.split()[-1]
        for name, label in labels.items()
        if label == "PERSON" and " " in (full := strip_titles(name))
    }
    towns = {name for name in surnames if _is_place_here(text, name, votes[name])}
    for name in surnames - towns:
        if name in labels or len(name) > _SHORTEST:
            labels[name] = "PERSON"
    for words, short in _DEFINITION.findall(text):
        if is_acronym(short, _tail_of(words, short)):
            labels.setdefault(short, "ORG")
    out = [Found(start, end, labels[text[start:end]]) for start, end, _ in found]
    wanted = {
        name: label
        for name, label in labels.items()
        if len(name) >= _SHORTEST and name[0].isupper() and _is_worth_looking_for(name, votes[name], surnames)
    }
    return sorted(out + _repeats(text, wanted, out))


def _is_place_here(text: str, name: str, votes: Counter[str]) -> bool:
    """Whether somebody's last name is also a place of which the text speaks: Jordan, Paris, London."""
    if territory(name) is None and 2 * votes["GPE"] <= votes.total():
        return False
    return bool(re.search(rf"\b(?:in|from|to|at|near)\s+{re.escape(name)}\b", text))


def _tail_of(words: str, short: str) -> str:
    """Return as many of the last capitalised words as the acronym has letters."""
    kept = words.split()
    capitals = [i for i, word in enumerate(kept) if word[0].isupper()]
    return " ".join(kept[capitals[-len(short)] :]) if len(capitals) >= len(short) else words


def _is_worth_looking_for(name: str, votes: Counter[str], surnames: set[str]) -> bool:
    return " " in name or name in surnames or name.isupper() or votes.total() > 1 or len(name) > _SHORTEST + 1


def _repeats(text: str, wanted: Mapping[str, str], taken: Sequence[Found]) -> list[Found]:
    """Find the wanted names where nothing is tagged yet; the longest name at a place wins."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in wanted:
        if first := _WORD.match(name):
            by_first[first.group()].append(name)
    for names in by_first.values():
        names.sort(key=lambda name: (-len(name), name))
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
