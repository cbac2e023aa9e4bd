"""Part of speech and lemma from word, tag and dependency: looked up once for each such triple.

The attribute ruler matches 179 patterns at every token, most of them on the token alone. Those are answered from
memory; a text in which a pattern over several tokens matches goes through the stock components.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tasks.enrich.fast.embedding import UnknownArchitectureError

MOST_KEYS = 200_000  # about 30 MB; then the memory starts afresh
Key = tuple[int, int, int]  # form, tag, dependency
Analysis = tuple[int, int]  # part of speech, lemma, as spaCy's string keys
_OF_THE_TOKEN = frozenset(("TAG", "LOWER", "DEP", "ORTH", "IS_SPACE"))


class WordForms:
    """The `attribute_ruler` and `lemmatizer` of a pipeline, remembered.

    Raises:
        UnknownArchitectureError: a component or pattern depends on more than is looked up.
    """

    def __init__(self, nlp: Any) -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415
        from spacy.pipeline import AttributeRuler  # noqa: PLC0415

        ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        if type(ruler) is not AttributeRuler or lemmatizer.mode != "rule" or lemmatizer.overwrite:
            raise UnknownArchitectureError("an attribute ruler or lemmatizer of its own")
        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._own = AttributeRuler(nlp.vocab, name="single_words")
        self._wider = Matcher(nlp.vocab)
        rules: list[dict[str, Any]] = [dict(rule) for rule in ruler.patterns]
        for number, rule in enumerate(rules):
            single = [p for p in rule["patterns"] if len(p) == 1]
            wider = [p for p in rule["patterns"] if len(p) > 1]
            if any(not token.keys() <= _OF_THE_TOKEN for p in single for token in p):
                raise UnknownArchitectureError(
                    "an attribute ruler that asks for more than form, tag and dependency"
                )
            if single:
                self._own.add(single, rule["attrs"], rule["index"])
            if wider:
                self._wider.add(str(number), wider)
        self._known: dict[Key, Analysis] = {}

    def clear(self) -> None:
        """Forget all words."""
        self._known.clear()

    def __call__(self, docs: Sequence[Any]) -> list[npt.NDArray[np.uint64]]:
        """Return for each tagged and parsed document two columns: part of speech and lemma of each token."""
        from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG  # noqa: PLC0415

        if len(self._known) > MOST_KEYS:
            self._known.clear()
        keys: list[list[Key]] = []
        wider: set[int] = set()
        fresh: dict[Key, None] = {}
        for n, doc in enumerate(docs):
            if self._wider(doc, allow_missing=True):
                wider.add(n)
                self._lemmatizer(self._ruler(doc))
            columns = doc.to_array([ORTH, TAG, DEP]).reshape(len(doc), 3).T.tolist()
            mine: list[Key] = list(zip(*columns, strict=True))
            keys.append(mine)
            fresh.update((key, None) for key in mine if key not in self._known)
        if fresh:
            self._learn(list(fresh))
        out = []
        for n, doc in enumerate(docs):
            if n in wider:
                out.append(doc.to_array([POS, LEMMA]).reshape(len(doc), 2))
            else:
                found = [self._known[key] for key in keys[n]]
                out.append(np.array(found, dtype=np.uint64).reshape(len(doc), 2))
        return out

    def _learn(self, keys: Sequence[Key]) -> None:
        """Let the stock components analyse a made-up text of the words not met before."""
        from spacy.attrs import DEP, LEMMA, POS, TAG  # noqa: PLC0415
        from spacy.tokens import Doc  # noqa: PLC0415

        strings = self._vocab.strings
        doc: Any = Doc(self._vocab, words=[strings[orth] for orth, _, _ in keys])
        doc.from_array([TAG, DEP], np.array([key[1:] for key in keys], dtype=np.uint64))
        doc = self._lemmatizer(self._own(doc))
        analyses = doc.to_array([POS, LEMMA]).reshape(len(doc), 2).tolist()
        self._known.update(zip(keys, map(tuple, analyses), strict=True))
