"""Greedy dependency parsing with the interpreter lock kept.

spaCy's own loop gives the lock back, then asks for it again at every vector that it adds: more than half of the loop's
time. Its compiled parts are called step by step with the lock held, and what they add is added in NumPy; the trees are
the same, in less than a third of the time.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from tasks.enrich.fast.embedding import UnknownArchitectureError, check_greedy
from tasks.enrich.fast.steady import Floats, steady_blocks_matmul, steady_matmul


class SteppedParser:
    """The `parser` component of a spaCy pipeline.

    Raises:
        UnknownArchitectureError: the component is no greedy transition parser of the usual shape.
    """

    def __init__(self, parser: Any) -> None:
        from spacy.ml.parser_model import ParserStepModel  # noqa: PLC0415 - spaCy is loaded when a model is

        check_greedy(parser, "parser")
        model = parser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        if model.attrs.get("unseen_classes") or lower.name != "precomputable_affine":
            raise UnknownArchitectureError("a parser component with new classes or a lower layer of its own")
        weights = lower.get_param("W")  # features, hidden, pieces, input
        self._features, self._hidden, self._pieces, depth = weights.shape
        if self._pieces < 2:
            raise UnknownArchitectureError("a parser component without pieces to take the greatest of")
        # All of the first piece first, so that the greatest of the pieces is one comparison of arrays.
        self._lower: Floats = np.ascontiguousarray(weights.transpose(0, 2, 1, 3).reshape(-1, depth).T)
        self._lower_bias: Floats = lower.get_param("b").T.reshape(-1)
        pad = lower.get_param("pad").reshape(self._features, self._hidden, self._pieces)
        self._pad: Floats = np.ascontiguousarray(pad.transpose(0, 2, 1)).reshape(-1)
        self._upper: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._upper_bias: Floats = upper.get_param("b")
        self._moves, self._step = parser.moves, parser.transition_states
        self._vectors = model.get_ref("tok2vec")
        self._tokens_of = ParserStepModel.get_token_ids
        self._asked = SimpleNamespace(
            state2vec=SimpleNamespace(nF=self._features)
        )  # all of it that is looked at
        self._rows: Floats = np.empty((0, len(self._pad)), np.float32)

    def __call__(self, docs: Sequence[Any]) -> list[Any]:
        """Return each document's final state, as the component's `predict` does.

        Args:
            docs: documents with vectors, none of them empty.
        """
        features = self._added_by(self._vectors.predict(docs))
        column = np.arange(self._features)[:, None]
        states: list[Any] = self._moves.init_batch(docs)
        live = [state for state in states if not state.is_final()]
        while live:
            which = self._tokens_of(self._asked, live).T * self._features + column
            hidden = features.take(which, axis=0, mode="wrap").sum(
                axis=0
            )  # no token, -1: the pad, which is last
            hidden += self._lower_bias
            scores = steady_blocks_matmul(self._greatest(hidden), self._upper)
            scores += self._upper_bias
            live = self._step(live, scores)
        return states

    def _added_by(self, vectors: Floats) -> Floats:
        """Return what each token, and at last no token, adds to a hidden layer as each feature, until the next call.

        Four kilobytes a token, always in the same place: the kernel clears memory that it hands out anew.
        """
        n = len(vectors)
        if n >= len(self._rows):
            self._rows = np.empty((n + 1, len(self._pad)), np.float32)
        steady_matmul(vectors, self._lower, self._rows[:n])
        self._rows[n] = self._pad
        return self._rows[: n + 1].reshape((n + 1) * self._features, -1)

    def _greatest(self, hidden: Floats) -> Floats:
        """Return the greatest of each row's pieces."""
        width = self._hidden
        best: Floats = np.maximum(hidden[:, :width], hidden[:, width : 2 * width])
        for start in range(2 * width, hidden.shape[1], width):
            np.maximum(best, hidden[:, start : start + width], out=best)
        return best
