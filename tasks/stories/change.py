"""How far a change spreads from story to story, and at which likeness at the most.

Average link merges from the most alike to the least. Down to the likeness at which a change comes to it, an old story is put
together as it was. The change comes in where a changed unit is on average as alike to one of the story's branches as that
branch was to the one it merged with: then the story is broken. It may come out otherwise from that likeness down, or from
that at which the change came to the unit, whichever is less; of several ways the one counts on which it comes soonest (the
widest path). No more need be asked, since a cluster is no more alike to a branch than the most alike of its units is. A story
that is not broken stays whole and passes nothing on: to other stories' branches it was no more alike than their own.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from tasks.stories.parts import Parts
from tasks.stories.similarity import SCALE, Known
from tasks.stories.vectors import Ints

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

_CAUTION = 1 - 1e-9  # means are rounded; of two that may be equal the story is broken


def spread(apart: Mask, known: Known, parts: Parts, least: int) -> list[int]:
    """Take apart what a change may reach, adding to `apart`; return the parts of old stories that it meets and leaves whole.

    Args:
        apart: units with which the change begins.
        known: how alike units are.
        parts: the old stories' parts.
        least: mean likeness at which clusters merge, times SCALE.
    """
    begins = apart.copy()
    came = np.where(
        begins, float(SCALE), 0.0
    )  # likeness at which the change came to each unit; 0: it did not
    frontier = np.flatnonzero(begins)
    whole = np.zeros(0, np.int64)
    while len(frontier):
        known.ask(frontier)
        near = _near(known, apart)
        met = np.unique(near.indices[near.data >= least])
        met = np.unique(parts.number[met[~begins[met]]])
        parts.tell_apart([story for story in met.tolist() if story not in parts.branches])
        meetings = _meetings(near, begins, parts, least)
        _pass_on(came, meetings, parts)
        frontier = np.flatnonzero((came > 0) & ~apart)
        apart[frontier] = True
        whole = np.unique(meetings.part)
    return [part for part in whole.tolist() if not apart[parts.members(part)[0]]]


class _Meetings(NamedTuple):
    """Where a unit that is apart is as alike to a branch of an old story as it takes, one row for each.

    Attributes:
        unit: the unit.
        part: the part of an old story.
        mean: how alike the unit is to the branch, times SCALE.
        level: how alike, times SCALE, the branch was to the one it merged with; 0 if it is all of the part, which the unit meets
            and does not break.
    """

    unit: Ints
    part: Ints
    mean: Floats
    level: Floats


def _meetings(near: csr_matrix, begins: Mask, parts: Parts, least: int) -> _Meetings:
    """Compare the units that are apart with all branches of the parts around them."""
    met = np.unique(near.indices[near.data >= least])
    of_part = np.unique(parts.number[met[~begins[met]]])
    items: list[list[int]] = []
    level: list[float] = []
    part: list[int] = []
    for number in of_part.tolist():
        tree = parts.branches[number]
        items += [parts.members(number).tolist(), *(branch.items for branch in tree)]
        level += [0.0, *(branch.level for branch in tree)]
        part += [number] * (len(tree) + 1)
    size = np.array([len(branch) for branch in items], np.int64)
    starts = np.concatenate([[0], np.cumsum(size)])
    shape = (len(items), near.shape[0])
    members = csr_matrix(
        (np.repeat(1 / size, size), np.concatenate([np.zeros(0, np.int64), *items]), starts), shape
    )
    found = (near @ members.T).tocoo()
    of, levels = np.array(part, np.int64)[found.col], np.array(level)[found.col]
    is_met = found.data >= np.maximum(levels, least) * _CAUTION
    is_met &= begins[found.row] | (parts.number[found.row] != of)
    return _Meetings(found.row[is_met], of[is_met], found.data[is_met], levels[is_met])


def _pass_on(came: Floats, meetings: _Meetings, parts: Parts) -> None:
    """Raise in `came` the likeness at which the change comes to units, until none rises."""
    unit, part, mean, level = (column[meetings.level > 0] for column in meetings)
    numbers, place = np.unique(part, return_inverse=True)
    while True:
        at = np.where(came[unit] >= level * _CAUTION, np.minimum(came[unit], mean), 0.0)
        soonest = np.zeros(len(numbers))
        np.maximum.at(soonest, place, at)
        risen = [
            (number, likeness)
            for number, likeness in zip(numbers.tolist(), soonest.tolist(), strict=True)
            if likeness > came[parts.members(number)[0]]
        ]
        if not risen:
            return
        for number, likeness in risen:
            came[parts.members(number)] = likeness


def _near(known: Known, apart: Mask) -> csr_matrix:
    """Return how alike units that are apart are to all others: a row for every unit."""
    pairs = known.pairs()
    forth, back = apart[pairs.i], apart[pairs.j]
    rows = np.concatenate([pairs.i[forth], pairs.j[back]])
    columns = np.concatenate([pairs.j[forth], pairs.i[back]])
    likeness = np.concatenate([pairs.likeness[forth], pairs.likeness[back]]).astype(np.float64)
    return coo_matrix((likeness, (rows, columns)), shape=(len(apart), len(apart))).tocsr()
