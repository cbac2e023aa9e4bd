"""What becomes of a short name that its own context does not settle.

A surname goes to the person that the whole corpus means by it, if there is one; else it stays an entity of its story:
people who only share a surname are never joined. An acronym or a town without a state is an entity of its own name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tasks.resolve.identity import Candidate
from tasks.resolve.kinds import Kind
from tasks.resolve.people import DOMINANT_SHARE, person_gender
from tasks.vocabulary.names import Gender

# "Obama" in an article that never says "Barack" means the person of four fifths of the articles that name an Obama in
# full; below three articles that is no evidence, and the two may be strangers.
KNOWN_PERSON_ARTICLES = 3
# A single name that nobody bears as first name or surname in full and that four articles use is a name by itself
# (singers, footballers, ancients).
MONONYM_ARTICLES = 4


class ShortName(NamedTuple):
    """A short name in one context that does not settle it.

    `context_id` is a story, a copy cluster or an article; `n_articles` counts those of all contexts that leave it open.
    """

    kind: Kind
    short: str
    gender: Gender | None
    context_id: str
    n_articles: int


def known_by_short(candidates: Iterable[Candidate]) -> dict[tuple[Kind, str], str | None]:
    """Return the entity that a whole corpus means by a short form; None where several may be meant or too few say so."""
    weights: dict[tuple[Kind, str], dict[str, int]] = defaultdict(dict)
    for c in candidates:
        if c.kind == "place":
            continue  # most towns have namesakes
        by_key = weights[c.kind, c.short]
        by_key.setdefault(c.key, 0)
        if c.rank == 0:
            by_key[c.key] = max(by_key[c.key], c.n_articles)
    known: dict[tuple[Kind, str], str | None] = {}
    for (kind, short), by_key in weights.items():
        top = min(by_key, key=lambda key: (-by_key[key], key))
        least = KNOWN_PERSON_ARTICLES if kind == "person" else 1
        is_known = by_key[top] >= max(least, DOMINANT_SHARE * sum(by_key.values()))
        known[kind, short] = top if is_known else None
    return known


def settle(names: Sequence[ShortName], known: Mapping[tuple[Kind, str], str | None]) -> list[str]:
    """Return the entity key of each short name that its context left open."""
    genders: dict[tuple[str, str], set[Gender]] = defaultdict(set)
    for name in names:
        if name.kind == "person" and name.gender:
            genders[name.short, name.context_id].add(name.gender)
    return [_key(name, known, genders) for name in names]


def _key(
    name: ShortName,
    known: Mapping[tuple[Kind, str], str | None],
    genders: Mapping[tuple[str, str], set[Gender]],
) -> str:
    found = known.get((name.kind, name.short))
    if found is not None and not (name.gender and person_gender(found) not in (None, name.gender)):
        return found
    is_mononym = (name.kind, name.short) not in known and name.n_articles >= MONONYM_ARTICLES
    if name.kind != "person" or is_mononym:
        return name.short
    both = (
        len(genders.get((name.short, name.context_id), ())) > 1
    )  # "Mr Halloran" and "Ms Halloran" of one story
    return (
        f"{name.short} {name.gender or ''} of {name.context_id}"
        if both
        else f"{name.short} of {name.context_id}"
    )
