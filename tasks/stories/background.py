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
    """Inverse document frequencies of stems: 0 for one in every document, about 8 for an unseen one."""

    rarities: dict[str, float]
    unseen: float

    def rarity(self, word: str) -> float:
        """Return how much a stem tells."""
        return self.rarities.get(word, self.unseen)


@cache
def news_background() -> Background:
    """Load the table that comes with the package."""
    with gzip.open(
        files("tasks.stories").joinpath("background.txt.gz").open("rb"), "rt", encoding="utf-8"
    ) as lines:
        n_documents = int(next(lines))
        pairs = [line.rstrip("\n").split("\t") for line in lines]
    most = math.log((n_documents + 1) / _UNSEEN)
    return Background({word: most - math.log(int(count) / _UNSEEN + 1) for word, count in pairs}, most)
