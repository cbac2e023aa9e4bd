"""Shared runs of words between quotations, and the few fingerprints by which such runs are found.

Two quotations can be one utterance when they share eight words in a row, or six within days of each other; five-word
runs join strangers ("the United States of America"). Winnowing (Schleimer, Wilkerson, Aiken 2003) with runs of five and
a window of two keeps about two fingerprints in three words and has one in common wherever six words in a row are shared.
"""

import hashlib
from collections.abc import Sequence

SHINGLE_WORDS = 8
LEAST_SHARED = 6  # of quotations printed within days of each other
FINGERPRINT_WORDS = 5
WINDOW = LEAST_SHARED - FINGERPRINT_WORDS + 1


def shingles(keys: Sequence[str], length: int = SHINGLE_WORDS) -> set[tuple[str, ...]]:
    """Return the distinct runs of `length` words."""
    return {tuple(keys[i : i + length]) for i in range(len(keys) - length + 1)}


def fingerprints(keys: Sequence[str]) -> set[int]:
    """Return the winnowed fingerprints of a run of words; none for fewer than six words."""
    if len(keys) < LEAST_SHARED:
        return set()
    words = [key.encode("utf-8", "surrogatepass") for key in keys]
    hashes = [
        _hash(b" ".join(words[i : i + FINGERPRINT_WORDS])) for i in range(len(words) - FINGERPRINT_WORDS + 1)
    ]
    return set(map(min, *(hashes[i : len(hashes) - WINDOW + 1 + i] for i in range(WINDOW))))


def contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Return whether `part` stands in `whole` word for word, without a gap."""
    if not part:
        return False
    n, first = len(part), part[0]
    part = tuple(part)
    return any(
        key == first and tuple(whole[i : i + n]) == part for i, key in enumerate(whole[: len(whole) - n + 1])
    )


def _hash(run: bytes) -> int:
    """Return 63 bits that depend on the words alone, on any machine."""
    return int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), "big") >> 1
