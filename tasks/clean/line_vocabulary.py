"""The words of a text's lines as numbers, so that the line model's vocabularies are counted for all lines at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from threading import Lock

import numpy as np
import numpy.typing as npt

from tasks.clean.line_words import ADDRESS, FURNITURE, SAID, STOP

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

IS_STOP, MEANS, IS_FURNITURE, IS_SAID, IS_ADDRESS = (1 << bit for bit in range(5))
MARKED = IS_FURNITURE | IS_SAID | IS_ADDRESS
KINDS: Mapping[int, frozenset[str]] = {
    IS_STOP: STOP,
    IS_FURNITURE: FURNITURE,
    IS_SAID: SAID,
    IS_ADDRESS: ADDRESS,
}
SHORT = 3  # letters: words so short carry no meaning by themselves
MOST_WORDS = 100_000  # that are remembered


def kinds_of(word: str) -> int:
    """Return the vocabularies that a word belongs to, one bit each."""
    kinds = MEANS if len(word) > SHORT and word not in STOP else 0
    for bit, words in KINDS.items():
        if word in words:
            kinds |= bit
    return kinds


class Vocabulary(dict[str, int]):
    """A number for each word met, and by that number its kinds: words come again, remembering is faster than asking."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = np.zeros(4096, np.uint8)
        self.lock = Lock()

    def __missing__(self, word: str) -> int:
        """Number a word met for the first time."""
        with self.lock:
            number = self.get(word)
            if number is None:
                number = len(self)
                if number == len(self.kinds):
                    self.kinds = np.concatenate([self.kinds, np.zeros_like(self.kinds)])
                self.kinds[number] = kinds_of(word)
                self[word] = number
            return number


class Remembered:
    """The vocabulary of this process; begun anew when it has grown too large."""

    words = Vocabulary()

    @classmethod
    def vocabulary(cls) -> Vocabulary:
        """Return the vocabulary for one text, which keeps it to its end."""
        if len(cls.words) > MOST_WORDS:
            cls.words = Vocabulary()
        return cls.words


@dataclass(frozen=True)
class LineWords:
    """The words of a text, line after line.

    Args:
        sizes: words of each line.
        line: of which line each word is.
        number: which word it is.
        kinds: the vocabularies it belongs to.
        vocabulary: that numbered them.
    """

    sizes: Integers
    line: Integers
    number: Integers
    kinds: npt.NDArray[np.uint8]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, tokens: Sequence[Sequence[str]]) -> "LineWords":
        """Number the words of each line."""
        vocabulary = Remembered.vocabulary()
        sizes = np.fromiter(map(len, tokens), np.int64, len(tokens))
        words = map(vocabulary.__getitem__, chain.from_iterable(tokens))
        number = np.fromiter(words, np.int64, int(sizes.sum()))
        line = np.repeat(np.arange(len(tokens)), sizes)
        return cls(sizes, line, number, vocabulary.kinds[number], vocabulary)

    def count(self, kind: int) -> Integers:
        """Return how many words of a kind each line has."""
        return np.bincount(self.line[(self.kinds & kind).nonzero()[0]], minlength=len(self.sizes))

    @cached_property
    def marked(self) -> tuple[Integers, npt.NDArray[np.uint8]]:
        """Each distinct word of a line that is in any vocabulary of page furniture: its line and its kinds."""
        at = (self.kinds & MARKED).nonzero()[0]
        found = list(
            {
                (line, number)
                for line, number in zip(self.line[at].tolist(), self.number[at].tolist(), strict=True)
            }
        )
        line, number = np.array(found, np.int64).reshape(-1, 2).T
        return line, self.vocabulary.kinds[number]

    def distinct(self, kind: int) -> Integers:
        """Return how many distinct words of a kind of page furniture each line has."""
        line, kinds = self.marked
        return np.bincount(line[(kinds & kind).nonzero()[0]], minlength=len(self.sizes))

    def share_of(self, wanted: Iterable[str]) -> Numbers:
        """Return which share of some words each line has; 0 where none is wanted."""
        numbers = [self.vocabulary[word] for word in set(wanted)]
        share = np.zeros(len(self.sizes))
        if not numbers:
            return share
        is_wanted = np.zeros(len(self.vocabulary.kinds), bool)
        is_wanted[numbers] = True
        at = is_wanted[self.number].nonzero()[0]
        for line, _ in set(zip(self.line[at].tolist(), self.number[at].tolist(), strict=True)):
            share[line] += 1
        return share / len(numbers)

    def share_said(self, plain: npt.NDArray[np.bool_]) -> Numbers:
        """Return which share of a line's words of meaning stands in another of the plain lines; one half where it has none."""
        at = (self.kinds & MEANS).nonzero()[0]
        number = self.number[at]
        order = number.argsort(kind="stable")  # word by word, and each word from line to line
        number, line = number[order], self.line[at][order]
        is_own = plain[line]
        is_new_word = np.ones(len(at), bool)
        is_new_word[1:] = number[1:] != number[:-1]
        is_new_line = is_new_word.copy()
        is_new_line[1:] |= line[1:] != line[:-1]
        word = is_new_word.cumsum()
        bodies = np.bincount(word, is_new_line & is_own)  # plain lines that hold each word
        said = np.bincount(line, bodies[word] > is_own, len(plain))
        count = np.bincount(line, minlength=len(plain))
        return np.where(count > 0, said / np.maximum(count, 1), 0.5)
