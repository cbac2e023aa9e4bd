"""Features as numbers: strings and their combinations hashed into a fixed range, a whole batch at a time."""

import zlib
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int32]  # indices of hashed features
Column = npt.NDArray[Any]  # numbers of any type

BITS = 20  # 1,048,576 places; at 22 bits nothing changed in cross-validation
SIZE = 1 << BITS
_MIX = np.int64(-7046029254386353131)  # golden ratio, as in splitmix64
_SPREAD = np.int64(-4658895280553007687)


class StringCodes(dict[str, int]):
    """The 63-bit code of each string, made once and remembered by the process."""

    LIMIT = 400_000  # strings remembered before the memory is emptied

    def __missing__(self, text: str) -> int:
        """Make the code: two CRC-32 of different starts, the same on any machine."""
        if len(self) > self.LIMIT:
            self.clear()
        data = text.encode("utf-8", "surrogatepass")
        code = (zlib.crc32(data) << 31) ^ zlib.crc32(data, 0x5BD1E995)
        self[text] = code
        return code

    def array(self, texts: Iterable[str]) -> Ints:
        """Codes of many strings."""
        return np.fromiter(map(self.__getitem__, texts), dtype=np.int64)


class LowerCodes(StringCodes):
    """The same for strings in lower case, whatever case they come in."""

    def __missing__(self, text: str) -> int:
        """Take the code of the string in lower case."""
        if len(self) > self.LIMIT:
            self.clear()
        found = self[text] = CODES[text.lower()]
        return found


CODES = StringCodes()
LOWER_CODES = LowerCodes()


class _Numbers(dict[str, int]):
    """Strings numbered as they come."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


def label_codes(columns: Sequence[Sequence[str]]) -> Ints:
    """Codes of columns of labels laid end to end; there are few labels, so that a byte holds the number of one."""
    numbers = _Numbers()
    try:
        labels = bytes(map(numbers.__getitem__, chain.from_iterable(columns)))
    except ValueError:  # a number above 255: too many for that
        return CODES.array(chain.from_iterable(columns))
    return CODES.array(numbers).take(np.frombuffer(labels, dtype=np.uint8))


def code(text: str) -> int:
    """The code of one string."""
    return CODES[text]


def mix(salt: int, *parts: Ints | int) -> Ints:
    """Combine arrays of codes (or small numbers) in their order into one array of codes.

    Args:
        salt: number of the feature's template, so that templates do not meet.
        parts: arrays of one length, or plain numbers.
    """
    with np.errstate(over="ignore"):
        out: Ints = np.asarray(np.int64(salt) * _SPREAD)
        for part in parts:
            out = out ^ part  # an array of its own, changed in place from here on
            out *= _MIX
            out ^= out >> np.int64(29)
        return out


def place(codes: Ints) -> Ints:
    """Codes as indices of a table of SIZE entries."""
    with np.errstate(over="ignore"):
        out: Ints = codes * _SPREAD
        out >>= np.int64(64 - BITS)
        out &= np.int64(SIZE - 1)
        return out
