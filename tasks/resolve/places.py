"""Which names of places are one: territories by rigour's table, towns by name and, where it is given, by state."""

import re

from tasks.vocabulary.names import demonym_of, fold_name, plain_name, territory

# Names that the table gives to a state but that news use for a city.
_PEOPLE = re.compile(r"(?:s|m[ae]n)$")
_OCEAN = re.compile(r"(?<=tic|fic) ocean$")  # the Pacific, the Atlantic, the Arctic; not the Indian Ocean
_CITIES_FIRST = frozenset({"new york", "washington"})


def place_key(name: str) -> tuple[str, str | None]:
    """Return a place's key, and the bare name by which others may call it where the name says in which state it is.

    "the United States" and "U.S." have one key; "Springfield, Ill." has its own, and the short form "springfield".
    """
    name = plain_name(name)
    town, comma, state = name.partition(", ")
    within = territory(state) if comma else None
    if within is not None:
        return f"{fold_name(town)}, {within.code}", fold_name(town)
    found = territory(name)
    if found is not None and fold_name(name) not in _CITIES_FIRST:
        return found.qid, None
    return _OCEAN.sub("", fold_name(name)), None


def territory_name(name: str) -> str | None:
    """Return the usual name of the territory that a name or an adjective stands for, None for other places."""
    name = plain_name(name)
    if fold_name(name) in _CITIES_FIRST:
        return None
    found = territory(name) or demonym_of(name)
    return found.name if found is not None else None


def is_territory(name: str) -> bool:
    """Whether a name is a country's or a state's own, whatever label a tagger gave it."""
    name = plain_name(name)
    return fold_name(name) not in _CITIES_FIRST and territory(name) is not None


def related_country(name: str) -> str | None:
    """Return the country that a people, a language or a faction is named after: Norway for "Norwegians"."""
    found = demonym_of(plain_name(name))
    return found.name if found is not None else None


def country_of_adjective(name: str) -> str | None:
    """Return the key of the country that an adjective stands for: "the Norwegian government" is Norway's.

    A people is not its country: "Norwegians" and "Frenchmen" give None.
    """
    name = plain_name(name)
    found = demonym_of(name)
    return None if found is None or _PEOPLE.search(name) else found.qid


def group_key(name: str) -> str:
    """Return a people's, faith's or party's key: plural and singular are one."""
    name = plain_name(name)
    found = demonym_of(name)
    if found is not None:
        return f"people of {found.qid}"
    key = fold_name(name)
    if len(key) > 4 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        key = key[:-1]
    return key
