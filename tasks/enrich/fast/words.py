"""Part of speech and lemma from word, tag and dependency: looked up once for each such triple.

The attribute ruler matches 179 patterns at every token, most of them on the token alone. Those are answered from
memory, and so are the few words that a pattern over several tokens holds ("there is", "let's"). Most words no pattern
names: to the ruler they are all alike where tag and dependency are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tasks.enrich.fast.embedding import UnknownArchitectureError

MOST_KEYS = 200_000  # about 30 MB; then the memory starts afresh
Key = tuple[int, int, int]  # form, tag, dependency
Ruled = tuple[int, int, int]  # part of speech, what form of the word it is, lemma or 0
Analyses = npt.NDArray[np.uint64]  # two columns: part of speech, lemma, as spaCy's string keys
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
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for key, forms in list(
            index.items()
        ):  # lists of thousands, in which each candidate form is looked for
            index[key] = frozenset(forms)
        self._own = AttributeRuler(nlp.vocab, name="single_words")
        self._named = _NamedForms()
        self._wider = Matcher(nlp.vocab)
        signs: dict[str, set[int]] = {"LOWER": set(), "DEP": set()}
        rules: list[dict[str, Any]] = [dict(rule) for rule in ruler.patterns]
        for number, rule in enumerate(rules):
            single = [p for p in rule["patterns"] if len(p) == 1]
            wider = [p for p in rule["patterns"] if len(p) > 1]
            if any(not token.keys() <= _OF_THE_TOKEN for p in rule["patterns"] for token in p):
                raise UnknownArchitectureError(
                    "an attribute ruler that asks for more than form, tag and dependency"
                )
            if single:
                self._own.add(single, rule["attrs"], rule["index"])
                self._named.add(token for pattern in single for token in pattern)
            if wider:
                self._wider.add(str(number), wider)
            for pattern in wider:
                name, word = _sign(pattern)
                signs[name].add(nlp.vocab.strings.add(word))
        self._reach = max((len(p) for rule in rules for p in rule["patterns"]), default=1) - 1
        self._lower, self._dep = (np.array(sorted(s), dtype=np.uint64) for s in signs.values())
        self.clear()

    def clear(self) -> None:
        """Forget all words."""
        self._known: dict[Key, int] = {}
        self._analyses: Analyses = np.zeros((0, 2), dtype=np.uint64)
        self._kinds: dict[int, int] = {}  # of forms: themselves, or 0 where no pattern names them
        self._ruled: dict[Key, Ruled] = {}  # with such a kind in place of a form
        self._lemmas: dict[tuple[int, ...], tuple[int, int]] = {}  # of a form and what the ruler says of it
        self._runs: dict[tuple[Key, ...], Analyses] = {}

    def __call__(self, docs: Sequence[Any]) -> list[Analyses]:
        """Return for each tagged and parsed document two columns: part of speech and lemma of each token."""
        from spacy.attrs import DEP, LOWER, ORTH, TAG  # noqa: PLC0415

        if len(self._known) + len(self._runs) > MOST_KEYS:
            self.clear()
        lengths = [len(doc) for doc in docs]
        first = np.cumsum([0, *lengths])
        columns = np.concatenate([doc.to_array([ORTH, TAG, DEP, LOWER]).reshape(-1, 4) for doc in docs])
        keys: list[Key] = list(zip(*columns[:, :3].T.tolist(), strict=True))
        where = [self._known.get(key, -1) for key in keys]
        if -1 in where:
            self._learn(list(dict.fromkeys(key for key, at in zip(keys, where, strict=True) if at < 0)))
            where = [self._known[key] for key in keys]
        out = self._analyses[where]
        matches: list[tuple[int, int]] = []
        may_match = np.isin(columns[:, 3], self._lower) | np.isin(columns[:, 2], self._dep)
        for n in np.unique(np.searchsorted(first, np.flatnonzero(may_match), side="right") - 1).tolist():
            base, doc = int(first[n]), docs[n]
            signs = np.flatnonzero(may_match[base : base + len(doc)])
            near = zip(
                np.maximum(signs - self._reach, 0).tolist(), (signs + self._reach + 1).tolist(), strict=True
            )
            for start, end in _merged(near):
                for _, a, b in self._wider(doc[start:end], allow_missing=True):
                    matches.append((base + start + a, base + start + b))
        for low, high in _merged(sorted(matches)):
            run = tuple(keys[low:high])
            if run not in self._runs:
                self._runs[run] = self._analysed(run)
            out[low:high] = self._runs[run]
        return list(np.split(out, first[1:-1]))

    def _learn(self, keys: Sequence[Key]) -> None:
        """Analyse words not met before, in a made-up text where no pattern over several words is asked for."""
        for orth in {orth for orth, _, _ in keys if orth not in self._kinds}:
            self._kinds[orth] = orth if self._vocab[orth].lower_ in self._named else 0
        kinds = [(self._kinds[orth], tag, dep) for orth, tag, dep in keys]
        new = {kind: key for kind, key in zip(kinds, keys, strict=True) if kind not in self._ruled}
        self._ruled.update(zip(new, self._rule(self._own, list(new.values())), strict=True))
        ruled = [self._ruled[kind] for kind in kinds]
        self._known.update(zip(keys, range(len(self._known), len(self._known) + len(keys)), strict=True))
        self._analyses = np.concatenate([self._analyses, self._lemmatize(keys, ruled)])

    def _analysed(self, run: Sequence[Key]) -> Analyses:
        """Analyse words that stand together."""
        return self._lemmatize(run, self._rule(self._ruler, run))

    def _rule(self, ruler: Any, keys: Sequence[Key]) -> list[Ruled]:
        """Return what a ruler says of the words of a made-up text."""
        from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG  # noqa: PLC0415

        text = self._text([orth for orth, _, _ in keys])
        text.from_array([TAG, DEP], np.array([key[1:] for key in keys], dtype=np.uint64))
        columns = ruler(text).to_array([POS, MORPH, LEMMA]).reshape(-1, 3).T
        return list(zip(*columns.tolist(), strict=True))

    def _lemmatize(self, keys: Sequence[Key], ruled: Sequence[Ruled]) -> Analyses:
        """Return part of speech and lemma of words that a ruler has gone over; all that a rule for lemmas looks at."""
        from spacy.attrs import LEMMA, MORPH, POS  # noqa: PLC0415

        words = [(orth, *says) for (orth, _, _), says in zip(keys, ruled, strict=True)]
        if new := [word for word in dict.fromkeys(words) if word not in self._lemmas]:
            text = self._text([orth for orth, *_ in new])
            text.from_array([POS, MORPH, LEMMA], np.array([word[1:] for word in new], dtype=np.uint64))
            columns = self._lemmatizer(text).to_array([POS, LEMMA]).reshape(-1, 2).T
            self._lemmas.update(zip(new, zip(*columns.tolist(), strict=True), strict=True))
        return np.array([self._lemmas[word] for word in words], dtype=np.uint64).reshape(-1, 2)

    def _text(self, words: Sequence[int]) -> Any:
        from spacy.tokens import Doc  # noqa: PLC0415

        strings = self._vocab.strings
        return Doc(self._vocab, words=[strings[orth] for orth in words])


class _NamedForms:
    """The forms that patterns name; `in` takes a form in lower case."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._shapes: list[re.Pattern[str]] = [re.compile(r"^\s+$")]  # a pattern may ask for blanks
        self._is_any = False

    def add(self, tokens: Iterable[dict[str, Any]]) -> None:
        """Take in the forms that some patterns' tokens name."""
        for token in tokens:
            for asked in (token[name] for name in ("LOWER", "ORTH") if name in token):
                match asked:
                    case str():
                        self._words.add(asked.lower())
                    case {"IN": words} if len(asked) == 1:
                        self._words.update(word.lower() for word in words)
                    case {"REGEX": shape} if len(asked) == 1 and "ORTH" not in token:
                        self._shapes.append(re.compile(shape))
                    case _:
                        self._is_any = True

    def __contains__(self, form: str) -> bool:
        return self._is_any or form in self._words or any(shape.search(form) for shape in self._shapes)


def _sign(pattern: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """Return a form or dependency without which the pattern matches nowhere."""
    for token in pattern:
        for name in ("LOWER", "DEP"):
            if isinstance(token.get(name), str):
                return name, token[name]
    raise UnknownArchitectureError("an attribute ruler with a pattern that names no word")


def _merged(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges, which come in order, those that overlap as one."""
    start = end = -1
    for a, b in ranges:
        if a < end:
            end = max(end, b)
            continue
        if end > 0:
            yield start, end
        start, end = a, b
    if end > 0:
        yield start, end
