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
        yield from columns([doc], [[(e.start, e.end, e.label_) for e in doc.ents]], strings)


def columns(
    docs: Sequence[Any],
    entities: Sequence[Sequence[tuple[int, int, str]]],
    strings: Strings,
    words: Sequence[npt.NDArray[np.uint64]] | None = None,
) -> Iterator[PieceTokens]:
    """Read the columns of spaCy documents in one go.

    Args:
        docs: parsed documents.
        entities: their entities as token ranges, blanks counted.
        strings: the names behind spaCy's keys.
        words: part of speech and lemma of each token, where they do not stand in the documents.
    """
    from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, POS, SENT_START, TAG  # noqa: PLC0415

    asked = [IDX, LENGTH, HEAD, SENT_START, IS_SPACE, LEMMA, POS, TAG, DEP]
    table = np.concatenate([doc.to_array(asked).reshape(len(doc), len(asked)) for doc in docs])
    if words is not None:
        table[:, [6, 5]] = np.concatenate(words)
    signed = table[:, :5].view(np.int64)
    ends = np.cumsum([len(doc) for doc in docs])
    kept = signed[:, 4] == 0
    count = np.concatenate([[0], np.cumsum(kept)])  # of those kept before each token
    bounds = np.concatenate([[0], count[ends]])
    own = np.arange(len(table))
    head = own + signed[:, 2]
    # A head that is a blank hands on to its own head.
    while (blank := ~kept[head] & (head[head] != head)).any():
        head[blank] = head[head[blank]]
    rooted = np.where(kept[head], head, own)[kept]
    begins = np.diff(np.cumsum(signed[:, 3] == 1)[kept], prepend=0) != 0
    begins[bounds[:-1][bounds[:-1] < bounds[1:]]] = False
    sent = np.cumsum(begins)
    start = signed[kept, 0]
    end = start + signed[kept, 1]
    names = [list(map(strings.plain, column)) for column in table[kept, 6:].T.tolist()]
    lemma = list(map(strings.lower, table[kept, 5].tolist()))
    first = 0
    for doc, ents, low, high in zip(docs, entities, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        mine, text = slice(low, high), doc.text
        spans = [(int(count[first + a]) - low, int(count[first + b]) - low, label) for a, b, label in ents]
        pos, tag, dep = (column[mine] for column in names)
        yield PieceTokens(
            words=[text[a:b] for a, b in zip(start[mine].tolist(), end[mine].tolist(), strict=True)],
            start=start[mine],
            end=end[mine],
            head=count[rooted[mine]] - low,
            sent=sent[mine] - (sent[low] if low < high else 0),
            lemma=lemma[mine],
            pos=pos,
            tag=tag,
            dep=dep,
            ents=[span for span in spans if span[0] < span[1]],
        )
        first += len(doc)
