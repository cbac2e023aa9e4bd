"""Names of organisations: a key for comparing, and acronyms."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LEGAL_FORMS = re.compile(
    r"[,\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|llp|lp|plc|p\.l\.c|gmbh|ag|s\.?a|n\.?v|"
    r"b\.?v|s\.?p\.?a|s\.?a\.?r\.?l|pty|pte|oy|ab|as|kg|kk|pjsc|ojsc|jsc|ooo|oao|holdings?|group)\.?$",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    (
        "of",
        "and",
        "the",
        "for",
        "in",
        "on",
        "at",
        "to",
        "a",
        "an",
        "de",
        "la",
        "du",
        "des",
        "et",
        "und",
        "y",
        "&",
    )
)


@lru_cache(maxsize=100_000)
def org_key(name: str) -> str:
    """Return an organisation's name for comparing: folded, without "the", possessive and legal form.

    "The Quillport Packing Co., Inc." and "Quillport Packing" have one key.
    """
    name = re.sub(r"['’]s?$", "", " ".join(name.split()))
    while (shorter := _LEGAL_FORMS.sub("", name).strip(" ,")) and shorter != name:
        name = shorter
    name = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ").replace("-", " ")
    name = re.sub(r"[^\w\s]|_", "", "".join(c for c in name if not unicodedata.combining(c)))
    words = name.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def acronyms_of(name: str) -> Iterator[str]:
    """Yield the acronyms that a name of several words can have: BM, BOM of "Bureau of Meteorology"."""
    words = [
        w
        for w in re.split(r"[\s\-–/]+", re.sub(r"^the\s+", "", name, flags=re.IGNORECASE))
        if w[:1].isalnum()
    ]
    if len(words) < 2:
        return
    yield "".join(w[0] for w in words if w[0].isupper() or w[0].isdigit()).upper()
    yield "".join(w[0] for w in words if w.lower() not in _SMALL_WORDS).upper()
    yield "".join(w[0] for w in words).upper()


def is_acronym(short: str, name: str) -> bool:
    """Whether `short` (U.N., NATO, BoM) can stand for `name`."""
    letters = re.sub(r"[.\s]|['’]s$", "", short)
    if len(letters) < 2 or sum(map(str.isupper, letters)) * 2 < len(letters):
        return False
    return letters.upper() in set(acronyms_of(name))
