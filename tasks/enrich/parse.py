"""Parse articles, paragraph by paragraph, into flat lists: one entry a token, and no spaCy object kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tasks.enrich.model import DEFAULT_MODEL, load_model
from tasks.enrich.paragraphs import Piece, pieces
from tasks.enrich.quotes.marks import Segment, find_segments
from tasks.enrich.tokens import PieceTokens, stock_tokens
from tasks.enrich.typewriter import typewriter

if TYPE_CHECKING:
    import numpy as np

    from tasks.enrich.fast.pipeline import FastPipeline


@dataclass(slots=True)
class Parse:
    """One article's tokens as parallel lists, blanks left out.

    Attributes:
        text: the text as given (curly marks and all).
        words: the tokens as the parser read them, that is with typewriter marks.
        start, end: offsets in `text`.
        head: index of the syntactic head in these same lists; a root is its own head.
        lemma: lower-cased lemmas.
        pos, tag, dep: universal part of speech, Penn tag, dependency label.
        sent: number of the sentence in the article, from 0; a paragraph always starts a sentence.
        para: number of the paragraph, from 0, blank lines not counted.
        ent_type: entity label of the token, "" outside.
        ents: the model's entities as (start, end, label), offsets in `text`.
    """

    text: str
    words: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    para: list[int] = field(default_factory=list)
    ent_type: list[str] = field(default_factory=list)
    ents: list[tuple[int, int, str]] = field(default_factory=list)
    _segments: list[Segment] | None = None

    @property
    def segments(self) -> list[Segment]:
        """The quoted segments of the text, found at first use."""
        if self._segments is None:
            self._segments = find_segments(self.text)
        return self._segments

    def __len__(self) -> int:
        return len(self.words)


class Parser:
    """Parses texts with one spaCy model, loaded at first use and shared by all parsers of the process."""

    def __init__(self, model: str = DEFAULT_MODEL, *, is_stock: bool = False) -> None:
        """Name the model; `is_stock` parses with spaCy as it comes."""
        self.model = model
        self._is_stock = is_stock

    @property
    def nlp(self) -> Any:
        """The spaCy pipeline."""
        return load_model(self.model, is_stock=self._is_stock)

    def vector(self, word: str) -> "np.ndarray[Any, Any] | None":
        """Return the model's static vector of a word form (float32, 300 wide for md), or None."""
        vocab = self.nlp.vocab
        return vocab.get_vector(word) if vocab.has_vector(word) else None

    def parse(self, texts: Iterable[str]) -> list[Parse]:
        """Parse each text; the parse of a text does not depend on its neighbours."""
        texts = list(texts)
        plain = [typewriter(text) for text in texts]
        cuts = [list(pieces(text)) for text in plain]
        every = [plain[n][p.start : p.end] for n, ps in enumerate(cuts) for p in ps]
        tokens = iter(self._tokens(every))
        return [_join(text, ps, [next(tokens) for _ in ps]) for text, ps in zip(texts, cuts, strict=True)]

    def _tokens(self, texts: Sequence[str]) -> Iterable[PieceTokens]:
        fast = None if self._is_stock else fast_pipeline(self.model)
        return stock_tokens(self.nlp, texts) if fast is None else fast.tokens(texts)


@lru_cache(maxsize=2)
def fast_pipeline(model: str) -> "FastPipeline | None":
    """Return the model's pipeline at speed; None if it is built in a way that only spaCy itself can run."""
    from tasks.enrich.fast.embedding import UnknownArchitectureError  # noqa: PLC0415 - needs the model
    from tasks.enrich.fast.pipeline import FastPipeline  # noqa: PLC0415

    try:
        return FastPipeline(load_model(model))
    except UnknownArchitectureError:
        return None


def _join(text: str, cuts: Sequence[Piece], parts: Sequence[PieceTokens]) -> Parse:
    """Lay the pieces of one article end to end."""
    out = Parse(text)
    sentences = 0
    for piece, part in zip(cuts, parts, strict=True):
        base = len(out.words)
        out.words += part.words
        out.start += (part.start + piece.start).tolist()
        out.end += (part.end + piece.start).tolist()
        out.head += (part.head + base).tolist()
        out.lemma += part.lemma
        out.pos += part.pos
        out.tag += part.tag
        out.dep += part.dep
        out.sent += (part.sent + sentences).tolist()
        sentences = out.sent[-1] + 1 if out.sent else 0
        out.para += [piece.paragraph] * len(part.words)
        labels = [""] * len(part.words)
        for first, last, label in part.ents:
            labels[first:last] = [label] * (last - first)
            out.ents.append((out.start[base + first], out.end[base + last - 1], label))
        out.ent_type += labels
    return out
