"""Convolutions over token embeddings in buffers that stay in the processor's cache: the layers of thinc's `MaxoutWindowEncoder`.

Some 1,500 tokens go through all layers before the next ones do, and little is allocated on the way. Two tokens
that stand side by side are computed from four products in place of six, Winograd's F(2, 3): with d the four rows around
them and g the weights for the row before, the row itself and the one behind,

    d0 g0 + d1 g1 + d2 g2 = (d0 - d2) g0 + (d1 + d2) (g0 + g1 + g2) / 2 + (d2 - d1) (g0 - g1 + g2) / 2
    d1 g0 + d2 g1 + d3 g2 = (d1 + d2) (g0 + g1 + g2) / 2 - (d2 - d1) (g0 - g1 + g2) / 2 - (d1 - d3) g2

A document begins at an even row, so that it falls into the same pairs whatever stands before it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from tasks.enrich.fast.embedding import UnknownArchitectureError
from tasks.enrich.fast.steady import Floats, padded_rows

ROWS = 1_536  # tokens and the pads between documents that go through the layers together
WINDOW, MAXOUT, NORM = "expand_window", "maxout", "layernorm"
TINY = np.float32(1e-08)  # added to the variance, as in thinc


class _Layer(NamedTuple):
    """One convolution over a token and its two neighbours, and what normalises its output."""

    weights: tuple[Floats, ...]  # of the four products: (width, pieces * width), all of the first piece first
    scale: Floats
    shift: Floats


class Encoder:
    """The convolutions of a `tok2vec` layer.

    Args:
        model: thinc's `with_array` of residual layers.

    Raises:
        UnknownArchitectureError: the layers are others.
    """

    def __init__(self, model: Any) -> None:
        if not model.name.startswith("with_array") or len(model.layers) != 1:
            raise UnknownArchitectureError(f"an encoder of kind {model.name!r}")
        self._pad = model.attrs["pad"]
        if self._pad % 2 or self._pad < len(model.layers[0].layers):
            raise UnknownArchitectureError(f"an encoder with {self._pad} rows between documents")
        self._layers = [_read(layer) for layer in model.layers[0].layers]
        self._width = len(self._layers[0].scale)
        self._hidden = self._layers[0].weights[0].shape[1]
        self._share = np.full(self._width, 1 / self._width, np.float32)
        self._size = 0

    def __call__(self, rows: Floats, lengths: Sequence[int]) -> Floats:
        """Encode documents laid one below the other; a document's rows do not depend on the others.

        Args:
            rows: the embeddings of all tokens, (tokens, width).
            lengths: tokens of each document.
        """
        out = np.empty_like(rows)
        for first, last, start in self._groups(lengths):
            sizes = np.asarray(lengths[first:last])
            count = int(sizes.sum())
            room = _even(sizes) + self._pad
            begins = self._pad + np.cumsum(room) - room
            place = np.arange(count) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
            total = self._pad + int(room.sum())
            x = self._room(total)
            inner = x[1:-1]
            inner[place] = rows[start : start + count]
            for layer in self._layers:
                self._convolve(x, layer)
            out[start : start + count] = inner[place]
        return out

    def _groups(self, lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Yield ranges of documents that go together, and the row at which each begins."""
        first = start = rows = total = 0
        for number, length in enumerate(lengths):
            room = int(_even(length)) + self._pad
            if number > first and rows + room > ROWS:
                yield first, number, start
                first, start, rows = number, total, 0
            rows += room
            total += length
        if first < len(lengths):
            yield first, len(lengths), start

    def _room(self, total: int) -> Floats:
        """Return zeros for so many rows and one before and behind them; the other buffers are large enough then."""
        needed = padded_rows(total // 2, self._width, self._hidden)
        if needed > self._size:
            self._size = needed
            depths = [len(weights) for weights in self._layers[0].weights]
            self._terms = [np.ones((needed, depth), np.float32) for depth in depths]
            self._products = [np.empty((needed, self._hidden), np.float32) for _ in depths]
            self._best = np.empty((2 * needed, self._width), np.float32)
        return np.zeros((total + 2, self._width), np.float32)

    def _convolve(self, x: Floats, layer: _Layer) -> None:
        """Add the layer's output to its input, whose first and last row are not the documents'."""
        n, width = len(x) - 2, self._width
        pairs = n // 2
        rows = padded_rows(pairs, width, self._hidden)
        before, left, right, behind = x[:n:2], x[1:-1:2], x[2::2], x[3::2]
        np.subtract(before, right, out=self._terms[0][:pairs])
        np.add(left, right, out=self._terms[1][:pairs, :width])
        np.subtract(right, left, out=self._terms[2][:pairs])
        np.subtract(left, behind, out=self._terms[3][:pairs])
        for term, weights, product in zip(self._terms, layer.weights, self._products, strict=True):
            np.matmul(term[:rows], weights, out=product[:rows])
        one, both, other, last = (product[:pairs] for product in self._products)
        one += both
        one += other
        both -= other
        both -= last
        best = self._best[:n]
        self._greatest(one, best[::2])
        self._greatest(both, best[1::2])
        best -= np.vecdot(best, self._share)[:, None]
        variance = np.vecdot(best, best) / width + TINY
        best *= (np.float32(1) / np.sqrt(variance))[:, None]
        best *= layer.scale
        best += layer.shift
        x[1:-1] += best

    def _greatest(self, hidden: Floats, out: Floats) -> None:
        """Write the greatest of each row's pieces."""
        width = self._width
        np.maximum(hidden[:, :width], hidden[:, width : 2 * width], out=out)
        for start in range(2 * width, self._hidden, width):
            np.maximum(out, hidden[:, start : start + width], out=out)


def _even(count: Any) -> Any:
    """Return a count, or counts, as the even number that is not less."""
    return count + count % 2


def _read(residual: Any) -> _Layer:
    """Return the weights of one residual layer."""
    parts = {node.name: node for node in residual.walk() if not node.layers}
    if not residual.name.startswith("residual") or parts.keys() != {WINDOW, MAXOUT, NORM, "dropout"}:
        raise UnknownArchitectureError(f"an encoder with a layer of kind {residual.name!r}")
    window, maxout, norm = (parts[name] for name in (WINDOW, MAXOUT, NORM))
    weights = maxout.get_param("W")
    width, pieces, depth = weights.shape
    if window.attrs["window_size"] != 1 or depth != 3 * width or pieces < 2:
        raise UnknownArchitectureError("an encoder that looks farther than at its neighbours")
    by_piece = weights.transpose(1, 0, 2).reshape(pieces * width, depth)
    bias = maxout.get_param("b").reshape(width, pieces).T.reshape(-1)
    before, itself, behind = np.split(by_piece.T.astype(np.float64), 3)
    # The bias rides on the one term that adds to both tokens of a pair, whose last column is 1.
    both = np.vstack([(before + itself + behind) / 2, bias])
    weights = (before, both, (before - itself + behind) / 2, behind)
    singles = tuple(np.ascontiguousarray(part, dtype=np.float32) for part in weights)
    return _Layer(singles, norm.get_param("G"), norm.get_param("b"))
