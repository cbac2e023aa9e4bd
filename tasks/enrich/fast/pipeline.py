"""The whole pipeline at speed: batches of pieces of like length through tokenizer, vectors, tagger, parser, names."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from tasks.enrich.fast.embedding import EmbeddingCache, UnknownArchitectureError, split_rows
from tasks.enrich.fast.encoder import Encoder
from tasks.enrich.fast.ner import BatchedNer
from tasks.enrich.fast.parser import SteppedParser
from tasks.enrich.fast.steady import use_steady_ops
from tasks.enrich.fast.words import WordForms
from tasks.enrich.tokens import PieceTokens, Strings, columns

BATCH_PIECES = 128
BATCH_TOKENS = 16_384  # bounds memory where pieces are long: 6 kB a token in the hidden layers
WINDOW = 1_000_000  # characters tokenized at once: 150 MB of documents; most batches of articles are less
NEW_WORDS = 500_000  # that the vocabulary takes in for good: 200 MB, about 200,000 articles
EXPECTED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")


class FastPipeline:
    """A spaCy CNN pipeline, component by component, with the slow parts replaced by ones of the same output.

    Raises:
        UnknownArchitectureError: the pipeline is not of the expected kind; use it as it is.
    """

    def __init__(self, nlp: Any) -> None:
        if tuple(nlp.pipe_names) != EXPECTED:
            raise UnknownArchitectureError(f"a pipeline of {', '.join(nlp.pipe_names)}")
        self._nlp = nlp
        self._tok2vec, self._tagger, self._parser = (nlp.get_pipe(name) for name in EXPECTED[:3])
        shared, own = self._tok2vec.model, nlp.get_pipe("ner").model.get_ref("tok2vec").layers
        if len(shared.layers) != 2 or len(own) != 3 or len(own[0].layers) != 2:
            raise UnknownArchitectureError("vectors that are not embedded, then encoded")
        self._encode_shared = Encoder(shared.layers[1])
        self._encode_names, self._narrow = Encoder(own[0].layers[1]), own[2]
        self._embed = EmbeddingCache([shared.layers[0], own[0].layers[0]])
        self._names = BatchedNer(nlp.get_pipe("ner"))
        self._words = WordForms(nlp)
        self._strings = Strings(nlp.vocab.strings)
        self._most_words = len(nlp.vocab.strings) + NEW_WORDS
        use_steady_ops(nlp)
        self._steps = SteppedParser(self._parser)
        _describe_only(nlp.vocab, ("LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "LANG"))

    def tokens(self, texts: Sequence[str]) -> list[PieceTokens]:
        """Parse the texts; the order of the result is theirs."""
        out: list[PieceTokens] = []
        for start, end in _windows(texts):
            if len(self._strings) > NEW_WORDS:
                self._strings.clear()
                self._words.clear()  # its keys stand for strings that the vocabulary may have given up
            with self._words_given_up():
                out += self._window(texts[start:end])
        return out

    def _words_given_up(self) -> AbstractContextManager[Any]:
        """Let spaCy forget a window's new words once its vocabulary has grown enough; forgetting costs time."""
        has_room = len(self._nlp.vocab.strings) <= self._most_words
        return nullcontext() if has_room else self._nlp.memory_zone()

    def _window(self, texts: Sequence[str]) -> list[PieceTokens]:
        docs = [self._nlp.make_doc(text) for text in texts]
        out: dict[int, PieceTokens] = {}
        for batch in _batches([len(doc) for doc in docs]):
            out.update(zip(batch, self._parse([docs[i] for i in batch]), strict=True))
            for i in batch:
                docs[i] = None
        return [out[i] for i in range(len(texts))]

    def _parse(self, docs: Sequence[Any]) -> Iterator[PieceTokens]:
        """Take one batch, longest first, through all components."""
        shared, own = self._embed(docs)
        lengths = [len(doc) for doc in docs]
        self._tok2vec.set_annotations(docs, split_rows(self._encode_shared(shared, lengths), docs))
        self._tagger.set_annotations(docs, self._tagger.predict(docs))
        self._parser.set_annotations(docs, self._steps(docs))
        entities = self._names(docs, self._narrow.predict(self._encode_names(own, lengths)))
        yield from columns(docs, entities, self._strings, self._words(docs))


def _describe_only(vocab: Any, features: Sequence[str]) -> None:
    """Let spaCy compute but these features of a new word: no component asks for the twenty others."""
    from spacy.attrs import IDS  # noqa: PLC0415

    kept = {IDS[name] for name in features}
    vocab.lex_attr_getters = {id_: get for id_, get in vocab.lex_attr_getters.items() if id_ in kept}


def _windows(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield ranges of texts that are held in memory together."""
    start = size = 0
    for i, text in enumerate(texts):
        if i > start and size + len(text) > WINDOW:
            yield start, i
            start, size = i, 0
        size += len(text)
    if start < len(texts):
        yield start, len(texts)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield groups of indices of like length, each longest first."""
    order = sorted((i for i, n in enumerate(lengths) if n), key=lambda i: (-lengths[i], i))
    batch: list[int] = []
    tokens = 0
    for i in order:
        if batch and (len(batch) == BATCH_PIECES or tokens + lengths[i] > BATCH_TOKENS):
            yield batch
            batch, tokens = [], 0
        batch.append(i)
        tokens += lengths[i]
    if batch:
        yield batch
