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


class ShortUnit(NamedTuple):
    """A short name in one article that its context does not settle; `context_id` is its story, copy cluster or itself."""

    article_id: str
    local_entity: int
    kind: Kind
    short: str
    gender: Gender | None
    context_id: str


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


def settle(units: Sequence[ShortUnit], known: Mapping[tuple[Kind, str], str | None]) -> list[str]:
    """Return the entity key of each unit that its context left open."""
    articles: dict[str, set[str]] = defaultdict(set)
    genders: dict[tuple[str, str], set[Gender]] = defaultdict(set)
    for unit in units:
        if unit.kind == "person":
            articles[unit.short].add(unit.article_id)
            genders[unit.short, unit.context_id].update((unit.gender,) if unit.gender else ())
    return [_key(unit, known, articles, genders) for unit in units]


def _key(
    unit: ShortUnit,
    known: Mapping[tuple[Kind, str], str | None],
    articles: Mapping[str, set[str]],
    genders: Mapping[tuple[str, str], set[Gender]],
) -> str:
    found = known.get((unit.kind, unit.short))
    if found is not None and not (unit.gender and person_gender(found) not in (None, unit.gender)):
        return found
    is_mononym = (unit.kind, unit.short) not in known and len(articles[unit.short]) >= MONONYM_ARTICLES
    if unit.kind != "person" or is_mononym:
        return unit.short
    both = len(genders[unit.short, unit.context_id]) > 1  # "Mr Halloran" and "Ms Halloran" of one story
    return (
        f"{unit.short} {unit.gender or ''} of {unit.context_id}"
        if both
        else f"{unit.short} of {unit.context_id}"
    )
