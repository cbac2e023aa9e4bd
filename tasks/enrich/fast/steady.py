"""Matrix products on NumPy's BLAS that give a row the same bits whatever rows stand beside it.

blis, spaCy's default, reaches 35 GF/s on a core where OpenBLAS reaches 105. But OpenBLAS has other kernels for small
products, which round differently, and a text's parse must not depend on its batch. So small products are made large
by rows of zeros: in a sweep over 14 shapes every row of a product larger than SMALL came out the same, whatever
stood beside it. Where products are small by nature, all are made in one shape: BLOCK rows at a time.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
SMALL = 2_000_000  # rows x columns x depth; OpenBLAS leaves its small kernels at 1,000,000
FEWEST_ROWS = 32
BLOCK = 8


def padded_rows(rows: int, depth: int, width: int) -> int:
    """Return how many rows a product needs to be a large one."""
    return max(rows, FEWEST_ROWS, -(-SMALL // (depth * width)))


def steady_matmul(x: Floats, w: Floats, out: Floats | None = None) -> Floats:
    """Return x @ w, (n, depth) by (depth, width), in `out` if given; else it may be a view of a larger array."""
    rows, needed = len(x), padded_rows(len(x), *w.shape)
    if rows >= needed:
        return np.matmul(x, w, out=out)
    product: Floats = (_with_rows(x, needed) @ w)[:rows]
    if out is None:
        return product
    out[...] = product
    return out


def steady_blocks_matmul(x: Floats, w: Floats) -> Floats:
    """Return x @ w, (n, depth) by (depth, width), for few rows; the result may be a view of a larger array.

    Its bits are not those of `steady_matmul`.
    """
    rows, depth = x.shape
    blocks = -(-rows // BLOCK)
    product: Floats = _with_rows(x, blocks * BLOCK).reshape(blocks, BLOCK, depth) @ w
    return product.reshape(blocks * BLOCK, w.shape[1])[:rows]


def _with_rows(x: Floats, needed: int) -> Floats:
    """Return x, with rows of zeros below it if it has fewer than are needed."""
    rows, depth = x.shape
    if rows >= needed:
        return x
    padded = np.zeros((needed, depth), dtype=np.float32)
    padded[:rows] = x
    return padded


@lru_cache(maxsize=1)
def steady_ops() -> Any:
    """Return thinc's NumPy backend with products made by `steady_matmul`."""
    from thinc.api import NumpyOps  # noqa: PLC0415 - spaCy is loaded when a model is

    class SteadyOps(NumpyOps):  # type: ignore[misc]
        """NumpyOps without blis and with steady products."""

        def gemm(
            self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False
        ) -> Floats:
            """As thinc's."""
            return steady_matmul(x.T if trans1 else x, y.T if trans2 else y, out)

    return SteadyOps(use_blis=False)


def use_steady_ops(nlp: Any) -> None:
    """Let every layer of every component compute with `steady_ops`."""
    from thinc.api import Model  # noqa: PLC0415

    ops = steady_ops()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                node.ops = ops
