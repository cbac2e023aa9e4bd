"""Convolutions over token embeddings in buffers that stay in the processor's cache: the layers of thinc's `MaxoutWindowEncoder`.

About a thousand tokens go through all layers before the next ones do, and little is allocated on the way.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from tasks.enrich.fast.embedding import UnknownArchitectureError
from tasks.enrich.fast.steady import Floats, padded_rows

ROWS = 1_024  # tokens and the pads between documents that go through the layers together
WINDOW, MAXOUT, NORM = "expand_window", "maxout", "layernorm"
TINY = np.float32(1e-08)  # added to the variance, as in thinc


class _Layer(NamedTuple):
    """One convolution over a token and its two neighbours, and what normalises its output."""

    weights: Floats  # (3 * width + 1, pieces * width), all of the first piece first; the last row is the bias
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
        self._layers = [_read(layer) for layer in model.layers[0].layers]
        self._width = len(self._layers[0].scale)
        self._pieces = self._layers[0].weights.shape[1] // self._width
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
            place = np.arange(count) + self._pad * (1 + np.repeat(np.arange(len(sizes)), sizes))
            total = count + self._pad * (len(sizes) + 1)
            x = self._room(total)
            x[place] = rows[start : start + count]
            for layer in self._layers:
                self._convolve(x, layer)
            out[start : start + count] = x[place]
        return out

    def _groups(self, lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Yield ranges of documents that go together, and the row at which each begins."""
        first = start = rows = 0
        for number, length in enumerate(lengths):
            if number > first and rows + length + self._pad > ROWS:
                yield first, number, start
                first, start, rows = number, start + rows - self._pad * (number - first), 0
            rows += length + self._pad
        if first < len(lengths):
            yield first, len(lengths), start

    def _room(self, total: int) -> Floats:
        """Return zeros for so many rows; the other buffers are large enough then."""
        layer = self._layers[0]
        needed = padded_rows(total, *layer.weights.shape)
        if needed > self._size:
            self._size = needed
            self._windows = np.zeros((needed, len(layer.weights)), np.float32)
            self._windows[:, -1] = 1
            self._hidden = np.empty((needed, self._pieces * self._width), np.float32)
            self._best = np.empty((needed, self._width), np.float32)
        return np.zeros((total, self._width), np.float32)

    def _convolve(self, x: Floats, layer: _Layer) -> None:
        """Add the layer's output to its input."""
        n, width = x.shape
        rows = padded_rows(n, *layer.weights.shape)
        windows, hidden = self._windows[:rows], self._hidden[:rows]
        best = self._best[:n]
        windows[0, :width] = 0
        windows[1:n, :width] = x[:-1]
        windows[:n, width : 2 * width] = x
        windows[: n - 1, 2 * width : -1] = x[1:]
        windows[n - 1, 2 * width : -1] = 0
        np.matmul(windows, layer.weights, out=hidden)
        np.maximum(hidden[:n, :width], hidden[:n, width : 2 * width], out=best)
        for piece in range(2, self._pieces):
            np.maximum(best, hidden[:n, piece * width : (piece + 1) * width], out=best)
        best -= np.vecdot(best, self._share)[:, None]
        variance = np.vecdot(best, best) / width + TINY
        best *= (np.float32(1) / np.sqrt(variance))[:, None]
        best *= layer.scale
        best += layer.shift
        x += best


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
    return _Layer(np.vstack([by_piece.T, bias]), norm.get_param("G"), norm.get_param("b"))
