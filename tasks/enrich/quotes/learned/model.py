"""The learned models on disk and in memory: small arrays and boosted trees, read once a process."""

import gzip
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from tasks.enrich.quotes.learned.crf import Chain
from tasks.enrich.quotes.learned.forest import Forest, read_forest
from tasks.enrich.quotes.learned.hashing import Doubles, Floats, Ints
from tasks.enrich.quotes.learned.linear import unpack

FOLDER = Path(__file__).parent.parent / "model"
TREES = ("second", "judge", "extent", "voice", "loose", "speaker")


class LearnedModel:
    """What the training script wrote.

    Attributes:
        cue_weights, cue_bias: the first look at cues.
        known: sorted codes of lemma and part of speech that were cues.
        chain: content and speaker around a cue.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the files of `folder`.

        Raises:
            FileNotFoundError: a file is missing; the message of the reader says what to do.
        """
        with _arrays(folder / "cue.npz.gz") as f:
            self.cue_weights: Floats = unpack(f["index"], f["weights"].astype(np.float32))
            self.cue_bias = float(f["bias"])
            self.known: Ints = f["known"]
            self._group_keys, self._groups = f["group_keys"], f["groups"].astype(np.int64)
            self._rate_keys, self._rates = f["rate_keys"], f["rates"].astype(np.float32)
            self._seen = f["seen"].astype(np.float32)
        with _arrays(folder / "content.npz.gz") as f:
            self.chain = Chain(f["index"], f["state"], f["move"])
        self._trees = {name: _forest(folder / f"{name}.txt.gz") for name in TREES}

    def groups(self, lemma: Ints) -> Ints:
        """Number of the word group of each lemma code, -1 if none."""
        found, at = _look_up(self._group_keys, lemma)
        return np.where(found, self._groups[at], -1)

    def rates(self, lemma_pos: Ints) -> tuple[Floats, Floats]:
        """How often each lemma and part of speech is a cue, and log(1 + how often it was seen)."""
        found, at = _look_up(self._rate_keys, lemma_pos)
        return np.where(found, self._rates[at], np.float32(0.125)), np.where(found, self._seen[at], 0)

    def probabilities(self, name: str, numbers: Floats) -> Doubles:
        """What the boosted trees called `name` say of each row: a probability, of "extent" a gain, of "voice" and "speaker" a rank."""
        if len(numbers) == 0:
            return np.zeros(0)
        return self._trees[name].predict(numbers)


def _arrays(path: Path) -> Any:
    with gzip.open(path) as f:
        return np.load(io.BytesIO(f.read()))


def _look_up(keys: Ints, wanted: Ints) -> tuple[np.ndarray, Ints]:
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return keys[at] == wanted, at


def _forest(path: Path) -> Forest:
    with gzip.open(path, "rt", encoding="ascii") as f:
        return read_forest(f.read())


@lru_cache(maxsize=1)
def load_learned() -> LearnedModel:
    """The models that come with the package, read at first use."""
    return LearnedModel()
