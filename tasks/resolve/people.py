"""Which full names of people are one person: "John F. Kerrigan", "Jack Kerrigan" and "J. Kerrigan".

All names of a surname are judged together, from counts that do not depend on the order of the articles.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tasks.vocabulary.names import (
    Gender,
    PersonName,
    first_name_gender,
    fold_name,
    same_first_name,
    split_name,
    strip_titles,
)

# A name that fits two people ("George Marr" beside "George W. Marr" and "George H. Marr") goes to one of them only if
# that one has four fifths of the articles.
DOMINANT_SHARE = 0.8


@dataclass(slots=True)
class Person:
    """The forms of one person's name with the number of articles of each."""

    forms: dict[PersonName, int] = field(default_factory=dict)

    @property
    def support(self) -> int:
        """In how many articles a full name of the person stands."""
        return sum(self.forms.values())

    def firsts(self) -> list[str]:
        """Return the first names seen, spelled-out ones before initials."""
        return sorted({f.first for f in self.forms}, key=lambda w: (len(w) == 1, w))

    def key(self) -> str:
        """Return what the person's id is made from: the least "first last" of the spelled-out forms.

        A middle initial or a longer form that turns up later does not change it.
        """
        form = min(self.forms, key=lambda f: (len(f.first) == 1, f.first, f.middle, f.generation))
        middles = {f.middle for f in self.forms}
        middle = min(middles) if all(middles) else ()
        return " ".join(w for w in (form.first, *middle, form.last, form.generation) if w)


def is_full_name(name: str) -> bool:
    """Whether a name tells a person from others of the surname: it has a first name, or a regnal title."""
    return bool(split_name(name).first) or " " in strip_titles(name)


def surname_of(name: str) -> str:
    """Return the folded surname, the block in which names are compared."""
    return split_name(name).last


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two lists of middle names can be one person's; a missing one says nothing."""
    if not a or not b:
        return True
    if len(a) == 1 and len(a[0]) > 1 and a[0].isalpha() and len(b) > 1:
        return any(same_first_name(a[0], w) for w in b)
    return all(x[0] == y[0] if min(len(x), len(y)) == 1 else x == y for x, y in zip(a, b, strict=False)) and (
        len(a) == len(b) or min(len(a), len(b)) > 0
    )


def _firsts_agree(a: PersonName, b: PersonName) -> bool:
    if not same_first_name(a.first, b.first):
        return a.first in b.middle or b.first in a.middle
    if a.first == b.first or min(len(a.first), len(b.first)) < 3:
        return True
    x, y = first_name_gender(a.first), first_name_gender(b.first)
    return x is None or y is None or x == y  # Paul and Paula, Joseph and Josephine


def agree(a: PersonName, b: PersonName) -> bool:
    """Whether two full names of one surname can be one person's. A generation is never guessed: Jr is not his father."""
    return a.generation == b.generation and _firsts_agree(a, b) and _middles_agree(a.middle, b.middle)


def _home(form: PersonName, people: list[Person]) -> Person | None:
    """Return the person that a form belongs to: the only one it fits, or the one that dominates."""
    fitting = [p for p in people if all(agree(form, other) for other in p.forms)]
    if not fitting:
        return None
    total = sum(p.support for p in fitting)
    top = max(fitting, key=lambda p: (p.support, p.key()))
    return top if top.support >= DOMINANT_SHARE * total else None


def group_people(names: Mapping[str, int]) -> dict[str, str]:
    """Return the person's key for each full name, given in how many articles each stands.

    The most telling forms are placed first (spelled-out first name, middle names), then by support, so that an
    outcome depends on the counts alone. Names known by a regnal title are keys of their own.
    """
    forms: dict[PersonName, int] = {}
    for name, count in names.items():
        if split_name(name).first:
            forms[split_name(name)] = forms.get(split_name(name), 0) + count
    blocks: dict[str, list[PersonName]] = {}
    for form in forms:
        blocks.setdefault(form.last, []).append(form)
    keys: dict[PersonName, str] = {}
    for block in blocks.values():
        people = _people_of_surname({form: forms[form] for form in block})
        keys |= {form: person.key() for person in people for form in person.forms}
    return {n: keys[split_name(n)] if split_name(n).first else fold_name(strip_titles(n)) for n in names}


def _people_of_surname(forms: Mapping[PersonName, int]) -> list[Person]:
    people: list[Person] = []

    def telling(form: PersonName) -> tuple[object, ...]:
        return (len(form.first) <= 1, -len(form.middle), -forms[form], form)

    for form in sorted(forms, key=telling):
        home = _home(form, people)
        if home is None:
            people.append(home := Person())
        home.forms[form] = forms[form]
    return people


def person_key_of(name: str) -> str:
    """Return the key that a person has who goes by this one full name."""
    return group_people({name: 1})[name]


def person_gender(key: str) -> Gender | None:
    """Return whether a person's key names a man or a woman; None if its first name does not tell."""
    return first_name_gender(key.split(maxsplit=1)[0])


def short_forms(key_of: Mapping[str, str]) -> Iterable[tuple[str, str, int]]:
    """Yield (short form, person's key, rank): the surname with rank 0, the first names with rank 1."""
    seen = set()
    for name, key in key_of.items():
        parts = split_name(name)
        if not parts.first:
            continue
        for short, rank in ((parts.last, 0), (parts.first, 1)):
            if len(short) > 1 and (short, key, rank) not in seen:
                seen.add((short, key, rank))
                yield short, key, rank
