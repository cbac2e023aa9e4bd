"""Which names bear on each other: names that share no block can be judged apart.

A name lies in a block for each sort of thing that it may turn out to name, and in one by which its kind is voted on. Only
people have surnames: "Oddby Council" does not bear on all councils.
"""

from functools import lru_cache
from zlib import crc32

from tasks.resolve.identity import Identity, kindless
from tasks.resolve.kinds import Kind
from tasks.resolve.organisations import is_acronym_form, organisation_key, without_country
from tasks.resolve.people import is_full_name
from tasks.resolve.places import country_of_adjective, group_key, place_key
from tasks.vocabulary.names import fold_name, split_name, strip_titles


@lru_cache(maxsize=100_000)
def blocks_of(name: str, *, is_person: bool) -> tuple[int, ...]:
    """Return all blocks of a name, sorted, each as a hash of 32 bits; that two share a hash costs time only.

    Args:
        name: the name.
        is_person: whether it may be a person's.
    """
    key = organisation_key(name)
    texts = {
        _votes(name),
        _place(place_key(name)[0]),
        f"group {group_key(name)}",
        f"organization {key}",
        f"organization {without_country(key) or key}",
    }
    if country := country_of_adjective(name):
        texts.add(_place(country))
    return tuple(sorted({*map(_hash, texts), *(person_blocks(name) if is_person else ())}))


def person_blocks(name: str) -> tuple[int, ...]:
    """Return the blocks of a name as a person's; a bare surname has none."""
    return (_hash(_person(name)), _hash(_namesake(name))) if is_full_name(name) else ()


def votes_block(name: str) -> int:
    """Return the block of the names whose articles vote on its kind together."""
    return _hash(_votes(name))


def own_block(settled: Kind, name: str, identity: Identity) -> int | None:
    """Return the block of all names that may be the same entity as a name of a settled kind; None if no other bears on it."""
    if settled == "person":
        text = _person(name) if is_full_name(name) else None
    elif settled == "place":
        text = _place(place_key(name)[0])
    elif settled == "group":
        text = (
            _place(identity.key) if identity.kind == "place" and identity.key else f"group {group_key(name)}"
        )
    else:
        text = None if is_acronym_form(name) else f"organization {organisation_key(name)}"
    return None if text is None else _hash(text)


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _votes(name: str) -> str:
    return f"votes {kindless(name)}"


def _place(key: str) -> str:
    return f"place {key.partition(', ')[0]}"


def _person(name: str) -> str:
    """Return the block of a full name: its surname; of one known by a regnal title, the name itself."""
    parts = split_name(name)
    return f"surname {parts.last}" if parts.first else _namesake(name)


def _namesake(name: str) -> str:
    """Return what a person's key begins and ends with: by it a regnal name meets a surname's people of the same key."""
    parts = split_name(name)
    if parts.first:
        ends = (parts.first, (parts.generation or parts.last).rpartition(" ")[2])
    else:
        words = fold_name(strip_titles(name)).split() or [""]
        ends = (words[0], words[-1])
    return f"person {ends[0]} {ends[1]}"
