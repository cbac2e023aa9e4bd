"""The words of a quotation as they were spoken: case, marks, dashes, brackets and ellipses do not count.

Offsets are Python string indices into the given text, end exclusive.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tasks.resolve.compounds import compounded
from tasks.resolve.contractions import NEEDS_MARK, uncontracted
from tasks.vocabulary.garbled_marks import without_garbled_marks
from tasks.vocabulary.titles import words_of as listed

# A word: letters and digits, with apostrophes, hyphens, and the dots and commas inside "U.S." and "1,000"; a capital
# that an editor changed ("[N]o") is part of its word.
WORD = re.compile(
    r"\[[^\W\d_]\][^\W\d_]+|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|\w+(?:(?:['’ʼ‘]|-(?!-))\w+)*['’]?"
)
BRACKETED = re.compile(r"\[(?![^\W\d_]\][^\W\d_])[^\[\]()]*[\])]|\([^\[\]()]*[\])]")
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.(?:\s?\.)?")
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?…][\"'”’)\]]*(?=\s|$)")
SHORTEST_PART = 3  # letters; what stands before a hyphen and is shorter is a prefix
PREFIXES = listed("""
    anti non pre post pro counter over under inter intra multi semi mid sub super ultra out off mis dis uni
""")
SHORTEST_RESPELLED = 6
_RESPELLED = (
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"our(?=(?:s|ed|ing|er|ers|able|al|hood|hoods|ful|ite|ites|ly)?$)"), "or"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
)
_MARKS = re.compile("[’ʼ‘]")
_NOT_LETTERS = re.compile(r"[^\w]|_")


class Word(NamedTuple):
    """One word of a text: `key` is what two wordings are compared by."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=500_000)
def word_key(word: str) -> str:
    """Return the word without case, apostrophes, hyphens, dots and the difference of British and American spelling.

    "De-conflict" and "deconflict" are one word, and so are "apologise" and "apologize", "harbour" and "harbor".
    """
    key = _NOT_LETTERS.sub("", word).casefold()
    if len(key) != len(word) and (marked := _MARKS.sub("'", word).casefold()) in NEEDS_MARK:
        return marked
    if len(key) < SHORTEST_RESPELLED:
        return key
    return next((pattern.sub(by, key) for pattern, by in _RESPELLED if pattern.search(key)), key)


def words_of(text: str) -> list[Word]:
    """Return every word of the text, those in brackets too."""
    return [Word(key, m.start(), m.end()) for m in WORD.finditer(text) if (key := word_key(m[0]))]


def spoken_words(text: str) -> list[Word]:
    """Return the words that the speaker is said to have used: what an editor put in brackets is left out."""
    text = without_garbled_marks(text)
    inserted = [m.span() for m in BRACKETED.finditer(text)]
    if not inserted:
        return words_of(text)
    return [w for w in words_of(text) if not any(start <= w.start < end for start, end in inserted)]


@lru_cache(maxsize=100_000)
def parts_of(word: str, key: str) -> tuple[str, ...]:
    """Return the key of a word, or the keys of its parts if its hyphen can as well be a blank: "third-grade", not "non-profit"."""
    parts = word.split("-")
    if len(parts) == 1 or min(map(len, parts)) < SHORTEST_PART or parts[0].casefold() in PREFIXES:
        return (key,)
    return tuple(part_key for part in parts if (part_key := word_key(part)))


def spoken_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the spoken words without contractions, the form in which quotations are joined."""
    keys = (key for word in spoken_words(text) for key in parts_of(text[word.start : word.end], word.key))
    return tuple(compounded(uncontracted(keys)))
