"""From the names that articles use to the entities they name, as far as the name alone can tell.

A name is either full (it tells its entity by itself) or short: a surname, an acronym, a town without its state. A
short name is settled later, article by article, by what stands in the same article, copy cluster or story.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tasks.resolve.kinds import Kind, majority
from tasks.resolve.organisations import acronym_key, is_acronym_form, organisation_key, without_country
from tasks.resolve.people import group_people, is_full_name, person_gender, short_forms, surname_of
from tasks.resolve.places import country_of_adjective, group_key, is_territory, place_key
from tasks.vocabulary.names import Gender, fold_name


class NameCount(NamedTuple):
    """A name as resolved within its articles, with its kind by label, and in how many articles it stands."""

    kind: Kind
    name: str
    n_articles: int


class Identity(NamedTuple):
    """What a name says by itself: the entity's key (kind and key together name an entity), or a short form."""

    kind: Kind
    key: str | None
    short: str | None


class Candidate(NamedTuple):
    """An entity that a short form may stand for.

    Rank 0 (surnames, acronyms) goes before rank 1 (first names, names without their country), which only a context
    can settle.
    """

    kind: Kind
    short: str
    key: str
    rank: int
    gender: Gender | None
    n_articles: int


class Expansion(NamedTuple):
    """Some article calls the thing both by its full name and by this acronym."""

    kind: Kind
    name: str
    short: str
    n_articles: int


def settle_kinds(names: Sequence[NameCount]) -> dict[tuple[Kind, str], Kind]:
    """Return for each (kind, name) the kind that most articles give the same name.

    A single word that is a person's name somewhere stays what each article says it is: a surname may be a town.
    """
    votes: dict[str, list[tuple[Kind, int]]] = defaultdict(list)
    for kind, name, count in names:
        if kind != "person" or " " in name:
            votes[kindless(name)].append((kind, count))
    out: dict[tuple[Kind, str], Kind] = {}
    for kind, name, _ in names:
        if kind in ("organization", "place", "facility") and is_territory(name):
            out[kind, name] = "place"
        elif kind == "person" and " " not in name:
            out[kind, name] = kind
        else:
            out[kind, name] = majority(votes[kindless(name)])
    return out


@lru_cache(maxsize=100_000)
def kindless(name: str) -> str:
    """Return by what names of all kinds are compared when their kind is voted on."""
    return fold_name(organisation_key(name)) or name


def identify(
    names: Sequence[NameCount],
    expansions: Iterable[Expansion] = (),
    kinds: Mapping[tuple[Kind, str], Kind] | None = None,
) -> tuple[dict[tuple[Kind, str], Identity], list[Candidate]]:
    """Return what each (kind, name) says by itself, and what short forms may stand for.

    `kinds` gives the settled kinds where not all votes are among `names`.
    """
    if kinds is None:
        kinds = settle_kinds(names)
    counts: dict[Kind, dict[str, int]] = defaultdict(dict)
    for kind, name, count in names:
        settled = kinds[kind, name]
        counts[settled][name] = counts[settled].get(name, 0) + count
    identities: dict[tuple[Kind, str], Identity] = {}
    candidates: dict[tuple[Kind, str, str, int], int] = defaultdict(int)
    people = {n: c for n, c in counts["person"].items() if is_full_name(n)}
    person_key = group_people(people)
    support: dict[str, int] = defaultdict(int)
    for name, key in person_key.items():
        support[key] += people[name]
    for short, key, rank in short_forms(person_key):
        candidates["person", short, key, rank] = support[key]
    organisations = {organisation_key(name) for name in counts["organization"]}
    stateless = {bare for key in organisations if (bare := without_country(key)) in organisations}
    for kind, of_kind in counts.items():
        for name, count in of_kind.items():
            identity = _identity(kind, name, person_key, stateless)
            identities[kind, name] = identity
            if kind == "place" and identity.key and ", " in identity.key:
                candidates[kind, identity.key.partition(", ")[0], identity.key, 0] += count
            if kind == "organization" and identity.key and (bare := without_country(identity.key)):
                candidates[kind, bare, identity.key, 1] += count
    for kind, name, short, count in expansions:
        named_as = kinds.get((kind, name))
        found = identities.get((named_as, name)) if named_as else None
        if found and found.key and found.kind != "person":
            candidates[found.kind, acronym_key(short), found.key, 0] += count
    listed = [
        Candidate(kind, short, key, rank, person_gender(key) if kind == "person" else None, n)
        for (kind, short, key, rank), n in sorted(candidates.items())
    ]
    return _by_label(names, kinds, identities), listed


def _by_label(
    names: Sequence[NameCount],
    kinds: Mapping[tuple[Kind, str], Kind],
    identities: Mapping[tuple[Kind, str], Identity],
) -> dict[tuple[Kind, str], Identity]:
    return {(kind, name): identities[kinds[kind, name], name] for kind, name, _ in names}


def _identity(kind: Kind, name: str, person_key: Mapping[str, str], stateless: Container[str]) -> Identity:
    if kind == "person":
        if name in person_key:
            return Identity(kind, person_key[name], None)
        return Identity(kind, None, surname_of(name) or fold_name(name) or name.casefold())
    if kind == "place":
        key, _ = place_key(name)
        return Identity(kind, key, None) if is_territory(name) or ", " in key else Identity(kind, None, key)
    if kind == "group":
        country = country_of_adjective(name)
        return Identity("place", country, None) if country else Identity(kind, group_key(name), None)
    if is_acronym_form(name):
        return Identity(kind, None, acronym_key(name))
    key = organisation_key(name)
    return Identity(kind, None, key) if key in stateless else Identity(kind, key, None)
