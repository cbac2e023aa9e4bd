r"""Words and 5-word shingles of many texts at once, as 64-bit hashes in NumPy.

A word is a run of `\w` characters of the lower-cased text; a shingle is SHINGLE_WORDS words in a row; a text of fewer
words is one shingle. The sets are those of `re.findall(r"\w+", text.lower())`, at a twentieth of the cost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 5

Hashes: TypeAlias = NDArray[np.uint64]
Ints: TypeAlias = NDArray[np.int64]

_CODE_POINTS = 0x110000
_STEP, _MIX1, _MIX2 = (np.uint64(x) for x in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def mix(values: Hashes) -> Hashes:
    """Scramble 64-bit integers (splitmix64, Steele et al. 2014): the same on every machine."""
    values = values + _STEP
    values = (values ^ (values >> np.uint64(30))) * _MIX1
    values = (values ^ (values >> np.uint64(27))) * _MIX2
    return values ^ (values >> np.uint64(31))


def _word_characters() -> NDArray[np.bool_]:
    r"""Tell of each code point whether `\w` matches it."""
    every = np.arange(_CODE_POINTS, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    is_word = np.zeros(_CODE_POINTS, bool)
    for run in re.finditer(r"\w+", every):
        is_word[run.start() : run.end()] = True
    return is_word


_IS_WORD = _word_characters()
_CHAR_HASH = mix(np.arange(_CODE_POINTS, dtype=np.uint64))
_INVERSE = np.uint64(pow(int(_STEP), -1, 1 << 64))


@dataclass(frozen=True, slots=True)
class Shingled:
    """A batch of texts; text i owns words[word_from[i]:word_from[i + 1]], and so on.

    Attributes:
        words: hash of each word, in the order of the text.
        starts, ends: character offsets of each word in its own text (not lower-cased), end exclusive.
        shingles: hash of each shingle in the order of the text, with repeats.
        distinct: the sorted distinct shingles of each text.
    """

    words: Hashes
    starts: Ints
    ends: Ints
    word_from: Ints
    shingles: Hashes
    shingle_from: Ints
    distinct: Hashes
    distinct_from: Ints

    def __len__(self) -> int:
        return len(self.word_from) - 1

    @property
    def n_shingles(self) -> Ints:
        """Number of distinct shingles of each text."""
        return np.diff(self.distinct_from)


def shingle(texts: Sequence[str]) -> Shingled:
    """Cut texts into words and shingles."""
    words, starts, ends, word_from = _words(texts)
    n_words = np.diff(word_from)
    shingle_from = np.concatenate([[0], np.cumsum(np.maximum(n_words - SHINGLE_WORDS + 1, 1))])
    text_of = np.repeat(np.arange(len(texts)), np.diff(shingle_from))
    first = np.arange(len(text_of)) - shingle_from[text_of] + word_from[text_of]
    shingles = run_hashes(words, first, np.minimum(n_words, SHINGLE_WORDS)[text_of], SHINGLE_WORDS)
    distinct, distinct_from = distinct_per_text(shingles, shingle_from)
    return Shingled(words, starts, ends, word_from, shingles, shingle_from, distinct, distinct_from)


def join_batches(batches: Sequence[Shingled]) -> Shingled:
    """Make one batch of several."""

    def offsets(parts: list[Ints]) -> Ints:
        return np.concatenate([[0], np.cumsum(np.concatenate([np.diff(part) for part in parts]))])

    return Shingled(
        words=np.concatenate([batch.words for batch in batches]),
        starts=np.concatenate([batch.starts for batch in batches]),
        ends=np.concatenate([batch.ends for batch in batches]),
        word_from=offsets([batch.word_from for batch in batches]),
        shingles=np.concatenate([batch.shingles for batch in batches]),
        shingle_from=offsets([batch.shingle_from for batch in batches]),
        distinct=np.concatenate([batch.distinct for batch in batches]),
        distinct_from=offsets([batch.distinct_from for batch in batches]),
    )


def run_hashes(words: Hashes, first: Ints, width: Ints, longest: int) -> Hashes:
    """Hash `width` words from each of the positions `first`; no width exceeds `longest`."""
    padded = np.concatenate([words, np.zeros(longest, np.uint64)])
    weights = _powers(_STEP, longest)
    sums = np.zeros(len(first), np.uint64)
    least = int(np.min(width, initial=longest))
    for k in range(longest):
        term = padded[first + k] * weights[k]
        sums += term if k < least else np.where(k < width, term, np.uint64(0))
    return mix(sums)


def distinct_per_text(hashes: Hashes, offsets: Ints) -> tuple[Hashes, Ints]:
    """Sort the hashes of each text, hashes[offsets[i]:offsets[i + 1]], and leave out repeats; return them likewise."""
    parts = [_distinct(hashes[i:j]) for i, j in pairwise(offsets.tolist())]
    sizes = np.array([len(part) for part in parts], np.int64)
    return np.concatenate([np.zeros(0, np.uint64), *parts]), np.concatenate([[0], np.cumsum(sizes)])


def _distinct(hashes: Hashes) -> Hashes:
    """Return the sorted distinct hashes of one text."""
    ordered = np.sort(hashes)
    is_new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return ordered[is_new]


@lru_cache(maxsize=8)
def _powers(base: np.uint64, size: int) -> Hashes:
    """Return base^0, base^1, ... modulo 2^64."""
    powers = np.full(size, base)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _words(texts: Sequence[str]) -> tuple[Hashes, Ints, Ints, Ints]:
    """Hash the words of all texts in one sweep over their characters; NUL closes each text."""
    lowered = [text.lower().replace("\0", " ") for text in texts]
    codes = np.frombuffer(("\0".join(lowered) + "\0").encode("utf-32-le", "surrogatepass"), np.uint32)
    is_word = np.zeros(len(codes) + 2, np.int8)
    is_word[1:-1] = _IS_WORD[codes]
    edges = np.diff(is_word)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    # a word's hash is a polynomial in its characters modulo 2^64: a difference of prefix sums, shifted back to power 0
    room = 1 << len(codes).bit_length()  # few sizes, so that the powers are seldom computed
    prefix = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(_CHAR_HASH[codes] * _powers(_STEP, room)[: len(codes)], out=prefix[1:])
    words = mix((prefix[ends] - prefix[starts]) * _powers(_INVERSE, room)[starts])
    text_ends = np.flatnonzero(codes == 0)
    word_from = np.concatenate([[0], np.searchsorted(starts, text_ends)])
    text_starts = np.concatenate([[0], text_ends[:-1] + 1])
    text_of = np.repeat(np.arange(len(texts)), np.diff(word_from))
    starts, ends = starts - text_starts[text_of], ends - text_starts[text_of]
    for i, (text, lower) in enumerate(zip(texts, lowered, strict=True)):
        if len(text) != len(lower):  # a few letters grow when lower-cased, as İ does
            place = np.repeat(np.arange(len(text)), [len(char.lower()) for char in text])
            part = slice(word_from[i], word_from[i + 1])
            starts[part], ends[part] = place[starts[part]], place[ends[part] - 1] + 1
    return words, starts, ends, word_from
