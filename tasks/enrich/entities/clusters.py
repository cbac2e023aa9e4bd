"""Which names of an article name one thing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.enrich.entities.mention import Found, leading
from tasks.vocabulary.names import (
    demonym_of,
    fold_name,
    gender_clash,
    is_acronym,
    org_key,
    plain_name,
    same_person,
    split_name,
    strip_titles,
    territory,
)

PLACES = frozenset(("GPE", "LOC", "NORP", "ORG"))
_A_PEOPLE = re.compile(r"(?:s|m[ae]n)$")  # "Norwegians" are a people, "Norwegian" may speak of the country


@dataclass(slots=True)
class Entity:
    """The mentions of one thing: which ones, and under which names."""

    label: str
    members: list[int] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)


def cluster(text: str, found: Sequence[Found]) -> list[Entity]:
    """Group the spans into entities, in the order of their first mention."""
    written = [text[f.start : f.end] for f in found]
    keys = _person_keys(written, found) | _thing_keys(written, found)
    entities: dict[tuple[str, str], Entity] = {}
    for i, f in enumerate(found):
        entity = entities.setdefault(keys[i], Entity(f.label))
        entity.members.append(i)
        entity.names[strip_titles(written[i]) if f.label == "PERSON" else plain_name(written[i])] += 1
    for entity in entities.values():
        entity.label = leading(Counter(found[i].label for i in entity.members))
    return list(entities.values())


def local_name(entity: Entity) -> str:
    """Return the fullest of an entity's names, the more frequent one of two as full."""
    if entity.label == "PERSON":
        return max(entity.names, key=lambda n: (bool(split_name(n).first), entity.names[n], len(n), n))
    if any(territory(n) for n in entity.names):
        return max(entity.names, key=lambda n: (territory(n) is not None, entity.names[n], len(n), n))
    return max(entity.names, key=lambda n: (" " in n, entity.names[n], len(n), n))


def _person_keys(written: Sequence[str], found: Sequence[Found]) -> dict[int, tuple[str, str]]:
    """Give each person's mention the key of the fullest name that can be the same person's."""
    people = [i for i, f in enumerate(found) if f.label == "PERSON"]
    counts = Counter(strip_titles(written[i]) for i in people)
    full = [name for name in counts if split_name(name).first]
    full.sort(key=lambda name: (-counts[name], -len(name), name))
    head: dict[str, str] = {}
    for name in sorted(full, key=lambda name: (-len(name.split()), -counts[name], name)):
        head[name] = next((h for h in dict.fromkeys(head.values()) if same_person(h, name)), name)
    weight: Counter[str] = Counter()
    for name in full:
        weight[head[name]] += counts[name]
    heads = sorted(weight, key=lambda name: (-weight[name], -len(name), name))
    out: dict[int, tuple[str, str]] = {}
    for i in people:
        name = strip_titles(written[i])
        if name in head:
            out[i] = "PERSON", head[name]
            continue
        last = split_name(name).last
        match = [h for h in heads if split_name(h).last == last and not gender_clash(written[i], h)]
        match = match or [h for h in heads if split_name(h).first == last and not gender_clash(written[i], h)]
        out[i] = ("PERSON", match[0]) if match else ("PERSON", fold_name(name) or name)
    return out


def _thing_keys(written: Sequence[str], found: Sequence[Found]) -> dict[int, tuple[str, str]]:
    """Give each other mention a key: its territory, its long form's, or its own folded name's."""
    things = [i for i, f in enumerate(found) if f.label != "PERSON"]
    counts = Counter(plain_name(written[i]) for i in things)
    long = sorted((n for n in counts if " " in n), key=lambda n: (-counts[n], -len(n), n))
    out: dict[int, tuple[str, str]] = {}
    for i in things:
        name = plain_name(written[i])
        out[i] = _place_key(name, found[i].label) or _long_form_key(name, found[i].label, long)
    return out


def _place_key(name: str, label: str) -> tuple[str, str] | None:
    if label not in PLACES:
        return None
    if (place := territory(name)) is not None:
        return "place", place.qid
    if label == "NORP" and (people := demonym_of(name)) is not None:
        return ("people" if _A_PEOPLE.search(name) else "adjective"), people.qid
    return None


def _long_form_key(name: str, label: str, long: Sequence[str]) -> tuple[str, str]:
    """Return the key of the name that `name` shortens, else its own."""
    if " " not in name:
        if 2 <= len(name) <= 8 and (match := [n for n in long if is_acronym(name, n)]):
            name = match[0]
        elif label == "ORG":
            match = [n for n in long if n.split()[0] == name and " the " not in n]
            name = match[0] if len(match) == 1 else name
    return "thing", org_key(name) or name
