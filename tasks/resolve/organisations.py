"""Which names of organisations are one: with and without legal form, in either order of words, by acronym.

An acronym is believed only where some article uses both it and the long form of one organisation.
"""

import re
from functools import lru_cache

from tasks.vocabulary.names import demonym_of, territory
from tasks.vocabulary.organisations import org_key

_ACRONYM = re.compile(r"(?:[A-Z0-9&]\.?-?){2,8}s?")
_COUNTRY_FIRST = re.compile(
    r"^(?P<country>u ?s|u ?k|(?:united|south|north|new|saudi) \w+|\w+) (?P<rest>\w.*)$"
)
_LETTERS = {"us": "US", "u s": "US", "uk": "UK", "u k": "UK"}
_OFFICE_FIRST = re.compile(r"^(?P<office>department|ministry) (?:of|for) (?:the )?(?P<field>.+)$")


def is_acronym_form(name: str) -> bool:
    """Whether a name is nothing but an acronym: FBI, U.N., BoM is not."""
    return " " not in name and _ACRONYM.fullmatch(name.strip()) is not None and any(c.isalpha() for c in name)


def acronym_key(name: str) -> str:
    """Return an acronym without dots: "U.N." and "UN" are one."""
    return re.sub(r"[^\w&]", "", name).casefold()


@lru_cache(maxsize=100_000)
def organisation_key(name: str) -> str:
    """Return what an organisation's names are compared by; "Justice Department" and "Department of Justice" have one."""
    key = org_key(name) or name.casefold()
    rest = without_country(key) or key
    turned = _OFFICE_FIRST.match(rest)
    if turned:
        return f"{key.removesuffix(rest)}{turned['field']} {turned['office']}"
    return key


def without_country(key: str) -> str | None:
    """Return an organisation's key without the country before it: "navy" of "us navy"; None if there is none.

    An article that has said "U.S. Navy" goes on to say "the Navy"; which country's it is, only its context tells.
    """
    match = _COUNTRY_FIRST.match(key)
    if match is None:
        return None
    country = _LETTERS.get(match["country"]) or match["country"].title()
    return match["rest"] if territory(country) or demonym_of(country) else None
