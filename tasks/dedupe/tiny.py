"""Texts too short for the index: they are looked for word by word, in the few texts that have their longest word.

A text of fewer than WINDOW shingles (5 to 10 words, such as a headline alone or a line of furniture) need not have a
fingerprint in common with a long text that contains it.
"""

import math
import re
from typing import NamedTuple

from tasks.dedupe.overlap import LEAST_CONTAINMENT
from tasks.dedupe.shingles import SHINGLE_WORDS


class Search(NamedTuple):
    """How to find texts with a shingle of the tiny one: a word that they have, and a pattern, both lower-cased."""

    word: str
    pattern: re.Pattern[str]


def search_for(text: str) -> Search | None:
    """Return how to look for a tiny text; None for one that is less than a shingle, which only its equals contain."""
    words = re.findall(r"\w+", text.lower())
    if len(words) < SHINGLE_WORDS:
        return None
    runs = {tuple(words[k : k + SHINGLE_WORDS]) for k in range(len(words) - SHINGLE_WORDS + 1)}
    may_miss = len(runs) - math.ceil(LEAST_CONTAINMENT * len(runs))
    sure = [word for word in sorted(set(words)) if sum(word in run for run in runs) > may_miss]
    pattern = "|".join(r"\W+".join(run) for run in sorted(runs))
    return Search(max(sure, key=len), re.compile(rf"\b(?:{pattern})\b"))
