"""How common a word is in news: document frequencies counted once, and frozen.

The table was counted by benchmarks/stories_background.py over 3,787 articles of nine outlets (2016 to March 2017, CC0,
Harvard Dataverse doi:10.7910/DVN/GMFCTR). It holds stems and counts, no text. A word that is not in it is rare: a new
name, which is what tells one event from another.
"""

import gzip
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_UNSEEN = 1.0  # between .5 and 4 the dev set's B-cubed F moves by less than a point


@dataclass(frozen=True, slots=True)
class Background:
    """Document frequencies of stems in a fixed collection of `n_documents`."""

    n_documents: int
    frequencies: dict[str, int]

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a stem: 0 for one in every document, about 8 for an unseen one."""
        return math.log((self.n_documents + 1) / (self.frequencies.get(word, 0) + _UNSEEN))


@cache
def news_background() -> Background:
    """Load the table that comes with the package."""
    with gzip.open(
        files("tasks.stories").joinpath("background.txt.gz").open("rb"), "rt", encoding="utf-8"
    ) as lines:
        n_documents = int(next(lines))
        pairs = (line.rstrip("\n").split("\t") for line in lines)
        return Background(n_documents, {word: int(count) for word, count in pairs})
