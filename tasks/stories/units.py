"""What stories are made of."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.stories.vectors import Ints, Vectors


@dataclass(frozen=True, slots=True)
class Units:
    """Everything that can be in a story, in an order that does not depend on arrival.

    Attributes:
        vectors: terms of each unit.
        days: day of its publication, NaN if unknown.
        stories: number of the story it is in, -1 for a new one.
        touched: whether the unit is new, or is no longer what it was, or its story has lost one.
    """

    vectors: Vectors
    days: NDArray[np.float64]
    stories: Ints
    touched: NDArray[np.bool_]
