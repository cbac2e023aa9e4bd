"""Pieces that average link leaves over join the story that four of its articles speak for.

Average link asks that a piece is as like the fringe of a great story as its heart; a comment or a late brief is not, and
stays alone. A cluster of one or two units therefore joins the cluster of three or more of which the four units nearest
to one of its own are, on average, as alike to it as two clusters must be (where there are but three, the fourth counts as
not alike at all). It joins one or none, and brings nothing with it: who joins has no say in who else may.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.stories.similarity import Pairs
from tasks.stories.vectors import Ints

# From four to six, and with a threshold up to .01 more than that of merging, the dev set's B-cubed F moves by .5. With three
# the two affairs among the five sample articles are one.
SPEAKERS = 4

# A cluster of fewer has nobody to spare for a vote, and is itself what may join. With up to three or four units joining,
# halves of the dev set part ways.
CORE_SIZE = 3


class Closeness(NamedTuple):
    """How close units are to clusters, one row for each that have a pair in common.

    Attributes:
        unit: a unit.
        cluster: the cluster.
        total: the likeness, times SCALE, of the SPEAKERS units of the cluster that are the most like it, added up.
        first: the most like of them, of equals the least.
    """

    unit: Ints
    cluster: Ints
    total: Ints
    first: Ints


def closeness(units: NDArray[np.bool_], pairs: Pairs, cluster: Ints) -> Closeness:
    """Say how close units are to the clusters around them.

    Args:
        units: which of all units are asked for.
        pairs: all pairs that these have with members of the clusters in question.
        cluster: the cluster of each of all units.
    """
    ways = [(a[units[a]], b[units[a]], pairs.likeness[units[a]]) for a, b in (pairs[:2], pairs[1::-1])]
    unit, other, likeness = (np.concatenate(column) for column in zip(*ways, strict=True))
    between = cluster[unit] != cluster[other]
    unit, other, likeness = unit[between], other[between], likeness[between]
    order = np.lexsort((other, -likeness, cluster[other], unit))
    unit, other, likeness = unit[order], other[order], likeness[order]
    of = cluster[other]
    is_start = np.ones(len(unit), bool)
    is_start[1:] = (unit[1:] != unit[:-1]) | (of[1:] != of[:-1])
    starts = np.flatnonzero(is_start)
    place = np.arange(len(unit)) - np.repeat(starts, np.diff(np.append(starts, len(unit))))
    counted = np.where(place < SPEAKERS, likeness, 0)
    total = np.add.reduceat(counted, starts) if len(starts) else counted
    return Closeness(unit[starts], of[starts], total, other[starts])


def choose(near: Closeness, cluster: Ints, least: int) -> dict[int, int]:
    """Return for clusters of leftovers the cluster that each joins; those that join none are left out.

    Args:
        near: how close their units are to clusters that may be joined.
        cluster: the cluster of each of all units.
        least: mean likeness that is enough, times SCALE.
    """
    enough = near.total >= SPEAKERS * least
    leftover = cluster[near.unit[enough]]
    order = np.lexsort((near.first[enough], -near.total[enough], leftover))
    joined: dict[int, int] = {}
    for piece, into in zip(leftover[order].tolist(), near.cluster[enough][order].tolist(), strict=True):
        joined.setdefault(piece, into)
    return joined
