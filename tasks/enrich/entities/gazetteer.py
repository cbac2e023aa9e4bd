"""Names that a tagger misses and a list does not: peoples and countries, parties, web sites."""

import re
from collections.abc import Iterator
from functools import lru_cache

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
        if label:
            yield Found(parse.start[i], parse.end[i], label)


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
