"""Parse articles, paragraph by paragraph, into flat lists: one entry a token, and no spaCy object kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tasks.enrich.model import DEFAULT_MODEL, load_model
from tasks.enrich.paragraphs import Piece, pieces
from tasks.enrich.tokens import PieceTokens, Strings, stock_tokens
from tasks.enrich.typewriter import typewriter

if TYPE_CHECKING:
    import numpy as np


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

    def __len__(self) -> int:
        return len(self.words)


class Parser:
    """Parses texts with one spaCy model, loaded at first use and shared by all parsers of the process."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._nlp: Any = None
        self._strings: Strings | None = None

    @property
    def nlp(self) -> Any:
        """The spaCy pipeline."""
        if self._nlp is None:
            self._nlp = load_model(self.model)
            self._strings = Strings(self._nlp.vocab.strings)
        return self._nlp

    def vector(self, word: str) -> "np.ndarray[Any, Any] | None":
        """Return the model's static vector of a word form (float32, 300 wide for md), or None."""
        vocab = self.nlp.vocab
        return vocab.get_vector(word) if vocab.has_vector(word) else None

    def parse(self, texts: Iterable[str]) -> list[Parse]:
        """Parse each text; the parse of a text does not depend on its neighbours."""
        texts = list(texts)
        plain = [typewriter(text) for text in texts]
        cuts = [list(pieces(text)) for text in plain]
        nlp = self.nlp
        tokens = iter(stock_tokens(nlp, [plain[n][p.start : p.end] for n, ps in enumerate(cuts) for p in ps]))
        return [
            self._join(text, ps, [next(tokens) for _ in ps]) for text, ps in zip(texts, cuts, strict=True)
        ]

    def _join(self, text: str, cuts: Sequence[Piece], parts: Sequence[PieceTokens]) -> Parse:
        """Lay the pieces of one article end to end."""
        out = Parse(text)
        strings = self._strings
        if strings is None:
            raise RuntimeError("the model is loaded before texts are joined")
        sentences = 0
        for piece, part in zip(cuts, parts, strict=True):
            base = len(out.words)
            out.words += part.words
            out.start += (part.start + piece.start).tolist()
            out.end += (part.end + piece.start).tolist()
            out.head += (part.head + base).tolist()
            out.lemma += [strings.lower(key) for key in part.lemma]
            out.pos += [strings.plain(key) for key in part.pos]
            out.tag += [strings.plain(key) for key in part.tag]
            out.dep += [strings.plain(key) for key in part.dep]
            out.sent += (part.sent + sentences).tolist()
            sentences = out.sent[-1] + 1 if out.sent else 0
            out.para += [piece.paragraph] * len(part.words)
            labels = [""] * len(part.words)
            for first, last, label in part.ents:
                labels[first:last] = [label] * (last - first)
                out.ents.append((out.start[base + first], out.end[base + last - 1], label))
            out.ent_type += labels
        return out
