"""The tokens of one parsed piece as columns: what is kept of a spaCy document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
STOCK_BATCH = 128  # pieces; whole articles at a time cost a tenth more


@dataclass(slots=True)
class PieceTokens:
    """Tokens without blanks: offsets within the piece, heads within these columns."""

    words: list[str]
    start: Ints
    end: Ints
    head: Ints
    sent: Ints
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    ents: list[tuple[int, int, str]]  # first token, last token + 1, label


class Strings:
    """Names behind spaCy's string keys, remembered: a look-up in spaCy costs ten times a dict's."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._plain: dict[int, str] = {}
        self._lower: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._plain) + len(self._lower)

    def clear(self) -> None:
        """Forget all strings."""
        self._plain.clear()
        self._lower.clear()

    def plain(self, key: int) -> str:
        """Return the string."""
        found = self._plain.get(key)
        if found is None:
            found = self._plain[key] = self._store[key]
        return found

    def lower(self, key: int) -> str:
        """Return the string in lower case."""
        found = self._lower.get(key)
        if found is None:
            found = self._lower[key] = self._store[key].lower()
        return found


def stock_tokens(nlp: Any, texts: Sequence[str]) -> Iterator[PieceTokens]:
    """Parse with the pipeline as it is, in order."""
    strings = Strings(nlp.vocab.strings)
    for doc in nlp.pipe(texts, batch_size=STOCK_BATCH):
        yield columns(doc, [(e.start, e.end, e.label_) for e in doc.ents], strings)


def columns(
    doc: Any,
    ents: Sequence[tuple[int, int, str]],
    strings: Strings,
    words: npt.NDArray[np.uint64] | None = None,
) -> PieceTokens:
    """Read a spaCy document's columns in one go.

    Args:
        doc: a parsed document.
        ents: its entities as token ranges, blanks counted.
        strings: the names behind spaCy's keys.
        words: part of speech and lemma of each token, where they do not stand in the document.
    """
    from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, POS, SENT_START, TAG  # noqa: PLC0415

    table = doc.to_array([IDX, LENGTH, HEAD, SENT_START, IS_SPACE, LEMMA, POS, TAG, DEP]).reshape(len(doc), 9)
    if words is not None:
        table[:, 6], table[:, 5] = words[:, 0], words[:, 1]
    signed = table[:, :5].view(np.int64)
    kept = signed[:, 4] == 0
    where = np.cumsum(kept) - 1  # a blank points at the token before it
    head = np.arange(len(doc)) + signed[:, 2]
    for _ in range(len(doc)):  # a head that is a blank hands on to its own head
        blank = ~kept[head] & (head[head] != head)
        if not blank.any():
            break
        head[blank] = head[head[blank]]
    rooted = np.where(kept[head], head, np.arange(len(doc)))
    starts = np.cumsum(signed[:, 3] == 1)[kept]
    sent = np.concatenate([[0], np.cumsum(np.diff(starts) != 0)]) if len(starts) else starts
    start = signed[kept, 0]
    end = start + signed[kept, 1]
    text = doc.text
    spans = [(int(where[a - 1]) + 1 if a else 0, int(where[b - 1]) + 1, label) for a, b, label in ents]
    return PieceTokens(
        words=[text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)],
        start=start,
        end=end,
        head=where[rooted[kept]],
        sent=sent,
        lemma=[strings.lower(key) for key in table[kept, 5].tolist()],
        pos=[strings.plain(key) for key in table[kept, 6].tolist()],
        tag=[strings.plain(key) for key in table[kept, 7].tolist()],
        dep=[strings.plain(key) for key in table[kept, 8].tolist()],
        ents=[span for span in spans if span[0] < span[1]],
    )
