"""Greedy named-entity recognition of a whole batch at once, in NumPy.

spaCy's own steps through the states one by one. Outside of entities a step depends on its token alone, so all are taken
at once; inside, all texts take theirs together. The entities are the same, in a tenth of the time.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tasks.enrich.fast.embedding import UnknownArchitectureError, check_greedy
from tasks.enrich.fast.steady import Floats, steady_blocks_matmul, steady_matmul

Ints = npt.NDArray[np.int64]
Entity = tuple[int, int, str]  # first token, last token + 1, label
BEGIN, INSIDE, LAST, UNIT, OUT = range(5)
_ACTIONS = {"B": BEGIN, "I": INSIDE, "L": LAST, "U": UNIT, "O": OUT}
ROWS = 1_024  # tokens whose moves are computed together: they stay in the processor's cache
FEATURES = 3  # the token, the first token of the open entity, the token before
FAR = 1 << 40


class BatchedNer:
    """The `ner` component of a spaCy pipeline, for documents without preset entities.

    Raises:
        UnknownArchitectureError: the component is no greedy transition parser of the usual shape.
    """

    def __init__(self, ner: Any) -> None:
        check_greedy(ner, "ner")
        model = ner.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = lower.get_param("W")  # features, hidden, pieces, input
        features, hidden, self._pieces, depth = weights.shape
        if features != FEATURES:
            raise UnknownArchitectureError(f"a ner component that looks at {features} tokens")
        # All of the first piece first, so that the greatest of the pieces is one comparison of arrays.
        self._lower: Floats = np.ascontiguousarray(weights.transpose(0, 2, 1, 3).reshape(-1, depth).T)
        self._bias: Floats = lower.get_param("b").T.reshape(-1)
        self._pad: Floats = lower.get_param("pad").reshape(FEATURES, hidden, self._pieces)
        self._pad = np.ascontiguousarray(self._pad.transpose(0, 2, 1)).reshape(FEATURES, -1)
        self._upper: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._upper_bias: Floats = upper.get_param("b")
        self._room: Floats = np.empty((0, len(self._bias) * FEATURES), np.float32)
        names = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]
        if any(name[:1] not in _ACTIONS for name in names):
            raise UnknownArchitectureError("a ner component with moves of its own")
        self._labels = sorted({name[2:] for name in names if len(name) > 2})
        number = {label: i + 1 for i, label in enumerate(self._labels)}
        self._action = np.array([_ACTIONS[name[0]] for name in names])
        self._label = np.array([number.get(name[2:], 0) for name in names])
        self._allowed = self._allowed_moves(names, number)

    def _allowed_moves(self, names: Sequence[str], number: dict[str, int]) -> Floats:
        """Return 0 where a move is allowed, else -inf: open label, may go on, is a blank, move.

        An entity goes on only if a token follows and that token starts no sentence; none starts on a blank.
        """
        allowed = np.full((len(number) + 1, 2, 2, len(names)), -np.inf, dtype=np.float32)
        for move, name in enumerate(names):
            action, label = _ACTIONS[name[0]], number.get(name[2:], 0)
            if action == OUT:
                allowed[0, :, :, move] = 0
            elif label and action == UNIT:
                allowed[0, :, 0, move] = 0
            elif label and action == BEGIN:
                allowed[0, 1, 0, move] = 0
            elif label and action == LAST:
                allowed[label, :, :, move] = 0
            elif label and action == INSIDE:
                allowed[label, 1, :, move] = 0
        return allowed

    def __call__(self, docs: Sequence[Any], vectors: Floats) -> list[list[Entity]]:
        """Return each document's entities as token ranges, in order.

        Args:
            docs: parsed documents (sentence starts set).
            vectors: the rows of the component's `tok2vec` for all tokens, one document below the other.
        """
        if not len(vectors):
            return [[] for _ in docs]
        tokens = _Tokens(docs)
        hidden = self._hidden(vectors)
        move = self._moves_outside(hidden, tokens)
        action = self._action[move]
        following = _next(action == BEGIN)
        doc, at = np.arange(len(docs)), following[tokens.first]
        label = np.zeros(len(docs), dtype=np.int64)
        began = np.zeros(len(docs), dtype=np.int64)
        is_held = np.zeros(len(vectors), dtype=bool)
        found: list[tuple[int, int, int]] = []
        is_closed = np.ones(len(docs), dtype=bool)
        while True:
            is_live = ~is_closed | (at < tokens.end[doc])  # a document is done with its last entity
            doc, at, label, began, is_closed = (x[is_live] for x in (doc, at, label, began, is_closed))
            if not len(doc):
                break
            began = np.where(is_closed, at, began)
            label = np.where(is_closed, self._label[move[np.minimum(at, len(move) - 1)]], label)
            at = at + is_closed
            total = hidden[at, 0] + self._bias + hidden[began, 1] + hidden[at - 1, 2]
            allowed = self._allowed[label, tokens.goes_on[at], tokens.is_blank[at]]
            step = self._moves(total, allowed, steady_blocks_matmul)
            is_closed = self._action[step] == LAST
            for k in np.flatnonzero(is_closed).tolist():
                found.append((int(began[k]), int(at[k]) + 1, int(label[k])))
                is_held[began[k] : at[k] + 1] = True
            at = np.where(is_closed, following[at + 1], at + 1)
        alone = np.flatnonzero((action == UNIT) & ~is_held)
        found += zip(alone.tolist(), (alone + 1).tolist(), self._label[move[alone]].tolist(), strict=True)
        return self._by_document(found, tokens)

    def _hidden(self, vectors: Floats) -> Floats:
        """Return what each token adds to a hidden layer, as each feature: (tokens, FEATURES, width), until the next call."""
        if len(vectors) > len(self._room):
            self._room = np.empty((len(vectors), self._lower.shape[1]), np.float32)
        product = steady_matmul(vectors, self._lower, self._room[: len(vectors)])
        return product.reshape(len(vectors), FEATURES, -1)

    def _moves_outside(self, hidden: Floats, tokens: "_Tokens") -> Ints:
        """Return the move of each token outside of entities, which depends on nothing before it: many at once."""
        moves = []
        for start in range(0, len(hidden), ROWS):
            rows = slice(start, start + ROWS)
            outside = hidden[rows, 0] + self._bias + self._pad[1] + self._pad[2]
            allowed = self._allowed[0, tokens.goes_on[rows], tokens.is_blank[rows]]
            moves.append(self._moves(outside, allowed, steady_matmul))
        return np.concatenate(moves)

    def _moves(self, total: Floats, allowed: Floats, product: Callable[[Floats, Floats], Floats]) -> Ints:
        """Return the best allowed move of each row of summed features."""
        width = total.shape[1] // self._pieces
        best = np.maximum(total[:, :width], total[:, width : 2 * width])
        for piece in range(2, self._pieces):
            best = np.maximum(best, total[:, piece * width : (piece + 1) * width])
        scores = product(best, self._upper) + self._upper_bias
        scores += allowed
        moves: Ints = scores.argmax(axis=1)
        return moves

    def _by_document(self, found: Sequence[tuple[int, int, int]], tokens: "_Tokens") -> list[list[Entity]]:
        out: list[list[Entity]] = [[] for _ in tokens.first]
        for start, end, label in sorted(found):
            n = int(np.searchsorted(tokens.first, start, side="right")) - 1
            base = int(tokens.first[n])
            out[n].append((start - base, end - base, self._labels[label - 1]))
        return out


class _Tokens:
    """What the steps ask of the tokens of several documents, one below the other.

    Attributes:
        first, end: the first row of each document, and the row behind its last.
        goes_on: whether an entity may go on behind each token: 1 unless its document ends or a sentence begins there.
        is_blank: whether each token is a blank: 1 or 0.
    """

    def __init__(self, docs: Sequence[Any]) -> None:
        from spacy.attrs import IS_SPACE, SENT_START  # noqa: PLC0415

        lengths = np.array([len(doc) for doc in docs], dtype=np.int64)
        flags = np.concatenate([doc.to_array([IS_SPACE, SENT_START]).reshape(len(doc), 2) for doc in docs])
        self.end = np.cumsum(lengths)
        self.first = self.end - lengths
        self.is_blank: Ints = (flags[:, 0] != 0).astype(np.int64)
        self.goes_on: Ints = np.ones(len(flags), dtype=np.int64)
        self.goes_on[:-1] = flags[1:, 1] != 1
        self.goes_on[self.end[lengths > 0] - 1] = 0


def _next(mask: npt.NDArray[np.bool_]) -> Ints:
    """Return for each row, and one more, the first row from it on that is under the mask; far behind where none is."""
    n = len(mask)
    places = np.append(np.where(mask, np.arange(n), FAR), FAR)
    return np.minimum.accumulate(places[::-1])[::-1]
