"""What an article is about, as weighted terms: stems and pairs of neighbouring stems, the more the nearer to the top.

The weight of a term is BM25's (Robertson & Zaragoza 2009) with document frequencies of a frozen background, so the
vector of an article depends on nothing but the article, and stays the same however the corpus grows.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar
from zlib import crc32

from tasks.stories.background import Background
from tasks.stories.stopwords import STOPWORDS

# News says what happened at the top; further down stands the background that all its stories share.
WORDS_READ = 400
_CHARACTERS_READ = 3500  # they hold as many words as that
# News is an inverted pyramid: each word says less than the one before. The first counts four times, one LEDE_WORDS further
# down about twice, the last once. From 100 to 200 words, and from 4 to 6 times, the dev set's B-cubed F is the same within .3.
LEDE_WORDS = 100
_LEDE_WEIGHT = 3.0
_TELLING = [1 + _LEDE_WEIGHT * math.exp(-place / LEDE_WORDS) for place in range(WORDS_READ)]
TERMS_KEPT = 160
# Of the squared length of a vector: pairs alone are too rare, words alone too common. Two fifths are as good, three
# fifths cost a point of the dev set's F.
PAIRS_SHARE = 1 / 2
_SATURATION, _LENGTH_SHARE = 1.2, 0.5
_USUAL_WORDS = _USUAL_PAIRS = 330.0

NOUNS_WITH_CAPITALS = frozenset({"de", "lb"})

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_ADDRESS_LINE = re.compile(r"^\W*(?:https?\s*)?:\s*/\s*/.*$|^(?:https?:|www\s*\.).*$", re.MULTILINE)
_POSSESSIVE = re.compile(r"['’]s?$")

T = TypeVar("T")


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


def stems(text: str) -> list[str | None]:
    """Return the stems of the words of a text; None stands for a stopword or a single letter."""
    return [_stem_of(word) for word in _WORD.findall(text)]


def names(text: str, language: str) -> list[str | None]:
    """Return the stems of words with a capital and of numbers; None stands for all others.

    Where every noun has a capital, only those next to another count: first name and surname, Port So-and-so.
    """
    words = _WORD.findall(text)
    is_name = [not word[0].islower() for word in words]
    if language[:2] in NOUNS_WITH_CAPITALS:
        around = [False, *is_name, False]
        is_name = [name and (around[k] or around[k + 2]) for k, name in enumerate(is_name)]
    return [_stem_of(word) if name else None for word, name in zip(words, is_name, strict=True)]


@lru_cache(maxsize=200_000)
def _stem_of(word: str) -> str | None:
    word = word.lower().replace(",", "")
    return None if len(word) < 2 or word in STOPWORDS else stem(word)


def weigh(title: str | None, text: str, background: Background, language: str | None = "en") -> Terms:
    """Return the terms that tell an article from others.

    What an English and a foreign article on one event have in common is names and figures: of a text in another
    language only these are terms.
    """
    top = f"{title}\n{text[:_CHARACTERS_READ]}" if title else text[:_CHARACTERS_READ]
    top = _ADDRESS_LINE.sub("", top)
    is_english = language is None or language.startswith("en")
    sequence = stems(top)[:WORDS_READ] if is_english else names(top, language or "")[:WORDS_READ]
    counts: dict[str, float] = defaultdict(float)
    for word, telling in zip(sequence, _TELLING, strict=False):
        if word:
            counts[word] += telling
    pair_counts: dict[tuple[str, str], float] = defaultdict(float)
    for (a, b), telling in zip(pairwise(sequence), _TELLING, strict=False):
        if a and b:
            pair_counts[a, b] += telling
    rarity = {word: background.rarity(word) for word in counts}
    of_words = {word: rarity[word] * count for word, count in _saturate(counts, _USUAL_WORDS).items()}
    of_pairs = {
        f"{a} {b}": min(rarity[a], rarity[b]) * count
        for (a, b), count in _saturate(pair_counts, _USUAL_PAIRS).items()
    }
    weights: dict[int, float] = defaultdict(float)
    for part, share in ((of_words, 1 - PAIRS_SHARE), (of_pairs, PAIRS_SHARE)):
        scale = math.sqrt(share / (math.fsum([weight * weight for weight in part.values()]) or 1.0))
        for term, weight in part.items():
            weights[crc32(term.encode())] += scale * weight
    kept = sorted([(-weight, key) for key, weight in weights.items() if weight])[:TERMS_KEPT]
    norm = math.sqrt(math.fsum([weight * weight for weight, _ in kept]))
    in_order = sorted([(key, -weight / norm) for weight, key in kept])
    return Terms([key for key, _ in in_order], [weight for _, weight in in_order])


def _saturate(counts: Mapping[T, float], usual_length: float) -> dict[T, float]:
    """Turn counts into BM25's: each further mention adds less, and less in a longer text."""
    share = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * math.fsum(counts.values()) / usual_length)
    return {term: count / (count + share) for term, count in counts.items()}
