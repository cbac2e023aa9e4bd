"""Names that a tagger misses and a list, or the word before them, does not: peoples, parties, web sites, kin, places in a row."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tasks.enrich.entities.humans import KIN
from tasks.enrich.entities.mention import Found
from tasks.enrich.parse import Parse
from tasks.vocabulary.names import demonym_of, territory
from tasks.vocabulary.titles import words_of

PARTIES = words_of("Tory Tories Labour GOP Democrat Democrats Republican Republicans UKIP SNP")
_SHORTEST = 3
_WEB_SITE = re.compile(r"[A-Z0-9]\w*\.(?:com|org|net|gov|co\.uk)")
_AMBIGUOUS = words_of("""
    Polish Guinea Turkey Chad Jordan Jersey Georgia Ireland Israel Congo Mali Niger Montana Virginia Carolina Dakota
    Washington Nevada Florida Mercury
""")


def listed_names(parse: Parse) -> Iterator[Found]:
    """Yield the untagged words of a parse that name a country, a people, a party or a web site by themselves."""
    # Most words begin with a small letter; capitals come before these.
    capital = [i for i, word in enumerate(parse.words) if word < "a" and len(word) >= _SHORTEST]
    for i in capital:
        if parse.ent_type[i]:
            continue
        label = _label(parse.words[i], parse.pos[i])
        if parse.words[i : i + 2] == ["Islamic", "State"]:
            yield Found(parse.start[i], parse.end[i + 1], "ORG")
        elif label:
            yield Found(parse.start[i], parse.end[i], label)
        elif parse.pos[i] == "PROPN" and i:
            yield from _told_by_word_before(parse, i)


def _told_by_word_before(parse: Parse, i: int) -> Iterator[Found]:
    """Yield the untagged name that begins at token i if it is kin's ("daughter Blue Tolmar") or a place's ("the Delhi-Tolmar road")."""
    before = parse.words[i - 1]
    if before in KIN:
        last = i
        while last + 1 < len(parse) and parse.pos[last + 1] == "PROPN" and not parse.ent_type[last + 1]:
            last += 1
        yield Found(parse.start[i], parse.end[last], "PERSON")
    elif before == "-" and i > 1 and parse.ent_type[i - 2] == "GPE" and parse.words[i].isalpha():
        yield Found(parse.start[i], parse.end[i], "GPE")


@lru_cache(maxsize=50_000)
def _label(word: str, pos: str) -> str | None:
    if not word[0].isupper() and not word[0].isdigit():
        return None
    if word in PARTIES:
        return "ORG" if pos == "PROPN" else None
    if _WEB_SITE.fullmatch(word):
        return "ORG"
    if pos not in ("PROPN", "ADJ") or word in _AMBIGUOUS or not word.isalpha():
        return None
    if (place := territory(word)) is not None and place.is_country:
        return "GPE"
    return "NORP" if demonym_of(word) is not None else None
