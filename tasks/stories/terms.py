"""What an article is about, as weighted terms: stems and pairs of neighbouring stems, title and lede first.

The weight of a term is BM25's (Robertson & Zaragoza 2009) with document frequencies of a frozen background, so the
vector of an article depends on nothing but the article, and stays the same however the corpus grows.
"""

import re
from collections import defaultdict
from itertools import islice, pairwise
from typing import NamedTuple
from zlib import crc32

from tasks.stories.background import Background
from tasks.stories.stopwords import STOPWORDS

WORDS_READ = (
    400  # news says what happened at the top; further down stands the background that all its stories share
)
LEDE_WORDS = 60
LEDE_WEIGHT = 2.0
TERMS_KEPT = 100
_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.5, 330.0

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


class Terms(NamedTuple):
    """Hashed terms in ascending order, and their weights, of unit length together."""

    terms: list[int]
    weights: list[float]


def stem(word: str) -> str:
    """Cut off the commonest endings of a lower-cased English word; crude, and enough to match word forms."""
    word = _POSSESSIVE.sub("", word)
    if len(word) > 4:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith("sses"):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
        if word.endswith("ing") and len(word) > 6:
            word = word[:-3]
        elif word.endswith("ed") and len(word) > 5:
            word = word[:-2]
        if word.endswith("e") and len(word) > 4:
            word = word[:-1]
    return word


def stems(text: str, most: int | None = None) -> list[str | None]:
    """Return the stems of the first words of a text; None stands for a stopword or a single letter."""
    words = (match.group().lower().replace(",", "") for match in islice(_WORD.finditer(text), most))
    return [None if len(word) < 2 or word in STOPWORDS else stem(word) for word in words]


def weigh(title: str | None, text: str, background: Background) -> Terms:
    """Return the terms that tell an article from others."""
    sequence = stems(f"{title}\n{text}" if title else text, WORDS_READ)
    counts: dict[str, float] = defaultdict(float)
    rarity: dict[str, float] = {}
    for place, word in enumerate(sequence):
        if word:
            counts[word] += LEDE_WEIGHT if place < LEDE_WORDS else 1.0
            rarity[word] = background.rarity(word)
    for place, (first, second) in enumerate(pairwise(sequence)):
        if first and second:
            pair = f"{first} {second}"
            counts[pair] += LEDE_WEIGHT if place + 1 < LEDE_WORDS else 1.0
            rarity[pair] = min(rarity[first], rarity[second])
    share = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * sum(counts.values()) / _USUAL_LENGTH)
    weights: dict[int, float] = {}
    for term, count in counts.items():
        key = crc32(term.encode())
        weights[key] = weights.get(key, 0.0) + rarity[term] * count / (count + share)
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS_KEPT]
    length = sum(weight * weight for _, weight in kept) ** 0.5
    kept = sorted((key, weight / length) for key, weight in kept if weight)
    return Terms([key for key, _ in kept], [weight for _, weight in kept])
