"""Which names of an article name one thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.enrich.entities.mention import Found, leading
from tasks.vocabulary.names import (
    acronyms_of,
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
        entity.label = leading([found[i].label for i in entity.members])
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
    full.sort(key=lambda name: (-len(name.split()), -counts[name], name))
    heads: dict[str, list[str]] = defaultdict(list)  # by surname: the fullest name of each person
    head: dict[str, str] = {}
    for name in full:
        known = heads[split_name(name).last]
        head[name] = next((h for h in known if same_person(h, name)), name)
        if head[name] == name:
            known.append(name)
    weight: Counter[str] = Counter()
    for name in full:
        weight[head[name]] += counts[name]
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(weight, key=lambda name: (-weight[name], -len(name), name)):
        by_first[split_name(name).first].append(name)
    for known in heads.values():
        known.sort(key=lambda name: (-weight[name], -len(name), name))
    out: dict[int, tuple[str, str]] = {}
    for i in people:
        name = strip_titles(written[i])
        if name in head:
            out[i] = "PERSON", head[name]
            continue
        only = split_name(name).last
        known = [*heads.get(only, ()), *by_first.get(only, ())]
        match = next((h for h in known if not gender_clash(written[i], h)), None)
        out[i] = "PERSON", match or fold_name(name) or name
    return out


def _thing_keys(written: Sequence[str], found: Sequence[Found]) -> dict[int, tuple[str, str]]:
    """Give each other mention a key: its territory, its long form's, or its own folded name's."""
    names = {i: plain_name(written[i]) for i, f in enumerate(found) if f.label != "PERSON"}
    counts = Counter(names.values())
    by_acronym: dict[str, str] = {}
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted((n for n in counts if " " in n), key=lambda n: (-counts[n], -len(n), n)):
        for short in acronyms_of(name):
            by_acronym.setdefault(short, name)
        if " the " not in name:
            by_first[name.split()[0]].append(name)
    out: dict[int, tuple[str, str]] = {}
    for i, name in names.items():
        full = name
        if " " not in name:
            long = by_acronym.get(name.replace(".", "").upper())
            same_start = by_first.get(name, ())
            if long and is_acronym(name, long):
                full = long
            elif found[i].label == "ORG" and len(same_start) == 1:
                full = same_start[0]
        out[i] = _place_key(name, found[i].label) or ("thing", org_key(full) or full)
    return out


def _place_key(name: str, label: str) -> tuple[str, str] | None:
    if label not in PLACES:
        return None
    if (place := territory(name)) is not None:
        return "place", place.qid
    if label == "NORP" and (people := demonym_of(name)) is not None:
        return ("people" if _A_PEOPLE.search(name) else "adjective"), people.qid
    return None
