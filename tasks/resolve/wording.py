"""The words of a quotation as they were spoken: case, marks, dashes, brackets and ellipses do not count.

Offsets are Python string indices into the given text, end exclusive.
"""

import re
from typing import NamedTuple

# A word: letters and digits, with apostrophes, hyphens, and the dots and commas inside "U.S." and "1,000".
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|\w+(?:(?:['’ʼ‘]|-(?!-))\w+)*['’]?")
BRACKETED = re.compile(r"[\[(][^\[\]()]*[\])]")
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.(?:\s?\.)?")
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?…][\"'”’)\]]*(?=\s|$)")
_NOT_LETTERS = re.compile(r"[^\w]|_")


class Word(NamedTuple):
    """One word of a text: `key` is what two wordings are compared by."""

    key: str
    start: int
    end: int


def word_key(word: str) -> str:
    """Return the word without case, apostrophes, hyphens and dots: "de-conflict" and "deconflict" are one word."""
    return _NOT_LETTERS.sub("", word).casefold()


def words_of(text: str) -> list[Word]:
    """Return every word of the text, those in brackets too."""
    return [Word(key, m.start(), m.end()) for m in WORD.finditer(text) if (key := word_key(m[0]))]


def spoken_words(text: str) -> list[Word]:
    """Return the words that the speaker is said to have used: what an editor put in brackets is left out."""
    inserted = [m.span() for m in BRACKETED.finditer(text)]
    if not inserted:
        return words_of(text)
    return [w for w in words_of(text) if not any(start <= w.start < end for start, end in inserted)]


def spoken_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the spoken words, the form in which quotations are joined."""
    return tuple(w.key for w in spoken_words(text))
