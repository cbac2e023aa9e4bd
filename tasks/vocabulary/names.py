"""People's names: titles, parts, comparison, gender. Organisations and places have modules of their own.

All functions are pure; the look-up tables behind gender and nicknames load at first use.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from tasks.vocabulary.first_names import is_pet_form, table_gender
from tasks.vocabulary.organisations import acronyms_of, is_acronym, org_key
from tasks.vocabulary.places import demonym_of, territory
from tasks.vocabulary.titles import (
    FEMALE_TITLES,
    GENERATIONS,
    MALE_TITLES,
    POST_NOMINALS,
    REGNAL_TITLES,
    leading_titles,
    words_of,
)

__all__ = [
    "PersonName",
    "acronyms_of",
    "demonym_of",
    "first_name_gender",
    "fold_name",
    "gender_clash",
    "gender_of",
    "is_acronym",
    "org_key",
    "plain_name",
    "same_first_name",
    "same_person",
    "split_name",
    "strip_titles",
    "territory",
    "titles_of",
]

Gender = Literal["m", "f"]
_PARTICLES = words_of("""
    van von der den de del della di da dos du la le bin ibn abu ben al el ul st ter ten zu af av
""")
_FIRST_NAMES_TOO = frozenset(("van", "al", "ben", "della", "del"))
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az|ul)-(?=\w)", re.IGNORECASE)
_MOHAMMED = re.compile(r"m[ou]h?am+[ae]d")
_MARKS = re.compile(r"[^\w\s]|_")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_QUOTED = re.compile(r"\s+[\"“'‘(][^\"”'’)]+[\"”'’)](?=\s)")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)


class PersonName(NamedTuple):
    """A name's parts, folded: `first` is "" for a bare surname, `middle` holds what lies between."""

    first: str
    middle: tuple[str, ...]
    last: str
    generation: str


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """Return a name as one would list it: blanks single, no "the", no possessive, capitals only where due."""
    name = _POSSESSIVE.sub("", " ".join(name.split()))
    name = re.sub(r"^the\s+(?=\S)", "", name, flags=re.IGNORECASE)
    letters = [word for word in name.split() if len(word) > 1]
    if name.isupper() and (len(letters) > 1 or len(name) > 5):  # a headline's or dateline's capitals
        name = " ".join(
            w if "." in w or len(w) < 3 else "-".join(p.capitalize() for p in w.split("-"))
            for w in name.split()
        )
    return name


@lru_cache(maxsize=100_000)
def strip_titles(name: str) -> str:
    """Return the name without leading titles, ranks and offices and without letters after it.

    A title that is all there is stays, and so do the titles of those known by a first name alone:
    "Rear Adm. John Ross" is "John Ross", "Queen Mathilde" stays "Queen Mathilde".
    """
    name = plain_name(name)
    head = leading_titles(name)
    rest = name[len(head) :]
    if not rest:
        return name
    rest = POST_NOMINALS.sub("", rest) or rest
    words = rest.split()
    if len(words) == 1 or (len(words) == 2 and words[1].strip(".").lower() in GENERATIONS):
        title = head.split()[-1].lower() if head else ""
        if title in REGNAL_TITLES:
            return f"{head.split()[-1]} {rest}"
    return rest


def titles_of(name: str) -> str:
    """Return the leading titles of a name as they stand, e.g. "Rear Adm." of "Rear Adm. John Ross"."""
    return leading_titles(name).strip()


@lru_cache(maxsize=100_000)
def fold_name(name: str) -> str:
    """Return a name for comparing: lower case, no accents, no marks, hyphens closed, Arabic articles off."""
    name = unicodedata.normalize("NFKD", name)  # letters of mathematics have no lower case of their own
    name = _POSSESSIVE.sub("", name.strip()).translate(_UNDECOMPOSED)
    words = (_ARABIC_ARTICLE.sub("", word) for word in name.split())
    name = unicodedata.normalize("NFKD", " ".join(words).casefold().translate(_UNDECOMPOSED))
    return " ".join(_MARKS.sub("", name).split())


@lru_cache(maxsize=100_000)
def split_name(name: str) -> PersonName:
    """Split a person's name after taking titles off.

    A surname keeps no particles ("van der Berg" and "Berg" meet), nicknames in quotation marks fall away.
    """
    stripped = _QUOTED.sub("", strip_titles(name))
    if re.match(r"[^,]+,\s+\w", stripped) and stripped.count(",") == 1:
        last, _, rest = stripped.partition(",")
        if rest.strip(" .").lower() not in GENERATIONS:
            stripped = f"{rest} {last}"
    words = fold_name(stripped.replace(",", " ").replace(".", " ")).split()
    generation = ""
    if len(words) > 1 and words[-1] in GENERATIONS:
        generation = words.pop()
    if len(words) == 2 and words[0] in REGNAL_TITLES:
        words = words[1:]
    while len(words) > 1 and words[0] in _PARTICLES and words[0] not in _FIRST_NAMES_TOO:
        words = words[1:]
    if len(words) > 1:
        last = words.pop()
        first, *middle = words
        return PersonName(first, tuple(w for w in middle if w not in _PARTICLES), last, generation)
    return PersonName("", (), words[0] if words else "", generation)


@lru_cache(maxsize=100_000)
def same_first_name(a: str, b: str) -> bool:
    """Whether two folded first names can be one person's: equal, an initial, a short or pet form."""
    if a == b or not a or not b:
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    if min(len(a), len(b)) == 2 and not (set(a) & set("aeiouy") and set(b) & set("aeiouy")):
        return a[0] == b[0]  # JD, AJ: initials run together
    if min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)):
        return True
    if _transliterated(a) == _transliterated(b):
        x, y = first_name_gender(a), first_name_gender(b)
        return x is None or y is None or x == y
    return is_pet_form(a, b) or is_pet_form(b, a)


def _transliterated(first: str) -> str:
    """Return a folded first name as one of its spellings in Latin letters: Alexei, Alexey, Aleksey; Mohammed, Muhammad."""
    if _MOHAMMED.fullmatch(first):
        return "mohamed"
    return re.sub(r"(.)\1+", r"\1", first.replace("ks", "x").replace("y", "i").replace("j", "i"))


@lru_cache(maxsize=200_000)
def same_person(a: str, b: str) -> bool:
    """Whether two forms can name one person: same surname, no clash of first names or generations.

    "John F. Kerrigan", "Kerrigan", "J. Kerrigan", "Mr Kerrigan" can; "Ada Kerrigan", "John Kerrigan" cannot.
    """
    x, y = split_name(a), split_name(b)
    if not x.last or x.last != y.last:
        return False
    if x.generation and y.generation and x.generation != y.generation:
        return False
    if not x.first or not y.first:
        return gender_clash(a, b) is False
    return same_first_name(x.first, y.first) or (x.first in y.middle or y.first in x.middle)


def gender_clash(a: str, b: str) -> bool:
    """Whether the two forms speak of a man and a woman ("Mrs Kerrigan" and "John Kerrigan")."""
    x, y = gender_of(a), gender_of(b)
    return x is not None and y is not None and x != y


@lru_cache(maxsize=100_000)
def gender_of(name: str) -> Gender | None:
    """Return "m" or "f" by title, else by first name where one is usual, else None.

    A bare surname says nothing; a single word after no title is taken as a surname.
    """
    titles = {word.strip(".").lower() for word in leading_titles(plain_name(name)).split()}
    if titles & FEMALE_TITLES:
        return "f"
    if titles & MALE_TITLES:
        return "m"
    words = strip_titles(name).split()
    if len(words) < 2:
        return None
    return first_name_gender(words[0])


@lru_cache(maxsize=100_000)
def first_name_gender(first: str) -> Gender | None:
    """Return the usual gender of a first name; None for initials, unknown and mixed ones."""
    first = first.strip(".,'\"’").split("-")[0]
    if len(first) < 2:
        return None
    found = table_gender(first.lower())
    if found in ("M", "1M"):
        return "m"
    return "f" if found in ("F", "1F") else None
