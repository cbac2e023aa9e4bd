"""The rows of windows as their features see them: on which side of the cue, in whose marks, behind how many other cues."""

from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.hashing import Bools, Floats, Ints, mix
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import Windows

RIVAL = 0.5  # probability from which another word counts as a cue between
MOST_RIVALS = 2  # more are told apart no further
BEFORE, AT, BEHIND = range(3)  # the side of the cue on which a token stands
NO_SEGMENT, OWN, RIGHT, LEFT, FAR_RIGHT, FAR_LEFT = range(6)


@dataclass(slots=True)
class Rows:
    """What several features of the rows of windows have in common.

    Attributes:
        rival: whether each token of the table is a likely cue.
        side: BEFORE the cue, AT it or BEHIND it.
        quoted: whose quoted segment it stands in, NO_SEGMENT to FAR_LEFT.
        between: likely cues between token and cue in other sentences than the cue's, at most MOST_RIVALS.
        near: those in all, at most MOST_RIVALS.
        opens, closes: whether the row is the first or last of its window.
    """

    rival: Ints
    side: Ints
    quoted: Ints
    between: Ints
    near: Ints
    opens: Bools
    closes: Bools


@dataclass(slots=True)
class Runs:
    """Rows one after the other that stand to the cue alike.

    Attributes:
        of: the run of each row.
        first: the first row of each run.
        shape: code of place and side of each run.
    """

    of: Ints
    first: Ints
    shape: Ints


def read_rows(table: TokenTable, cues: Ints, w: Windows, cue_probability: Floats) -> Rows:
    """Read the rows of the windows of these cues; of each token the probability of being a cue is given."""
    rival = (cue_probability > RIVAL).astype(np.int64)
    side = np.sign(w.token - cues[w.cue]) + 1
    between, near = _rivals(table, rival, cues, w, side)
    opens, closes = np.zeros((2, len(w.token)), dtype=bool)
    opens[w.first[:-1]] = closes[w.first[1:] - 1] = True
    return Rows(rival, side, _quote_place(table, cues, w), between, near, opens, closes)


def read_runs(w: Windows, rows: Rows) -> Runs:
    """Part the rows into runs."""
    few = ((rows.quoted * 3 + rows.side) * (MOST_RIVALS + 1) + rows.between) * (MOST_RIVALS + 1) + rows.near
    begins = rows.opens.copy()
    for column in (few, w.place, w.branch, w.second):
        begins[1:] |= column[1:] != column[:-1]
    first = np.flatnonzero(begins)
    return Runs(np.cumsum(begins) - 1, first, mix(902, w.place[first], rows.side[first]))


def _quote_place(table: TokenTable, cues: Ints, w: Windows) -> Ints:
    """Which quoted segment a token is in as the cue sees it: its own, the next on the right or left, a farther one."""
    n = table.n
    own = np.arange(n)
    segment = table.segment
    marked = np.where(segment > 0, own, n)
    nxt = np.minimum.accumulate(marked[::-1])[::-1]
    last = np.maximum.accumulate(np.where(segment > 0, own, -1))
    run_end = np.where((segment > 0) & (np.diff(segment, append=-1) != 0), own, n)
    run_end = np.minimum.accumulate(run_end[::-1])[::-1]
    run_start = np.maximum.accumulate(np.where((segment > 0) & (np.diff(segment, prepend=-1) != 0), own, -1))
    inside = segment[cues] > 0
    after = np.where(inside, np.minimum(run_end[cues] + 1, n), cues)
    before = np.where(inside, run_start[cues] - 1, cues)
    right_token = np.where(after < n, nxt[np.minimum(after, n - 1)], n)
    left_token = np.where(before >= 0, last[np.maximum(before, 0)], -1)
    right = np.where(right_token < n, segment[np.minimum(right_token, n - 1)], -1)
    left = np.where(left_token >= 0, segment[np.maximum(left_token, 0)], -1)
    out = np.full(len(w.token), NO_SEGMENT)
    at = np.flatnonzero(segment[w.token])
    token, k = w.token[at], w.cue[at]
    seg = segment[token]
    found = np.where(token > cues[k], FAR_RIGHT, FAR_LEFT)
    found[seg == left[k]] = LEFT
    found[seg == right[k]] = RIGHT
    found[seg == segment[cues][k]] = OWN
    out[at] = found
    return out


def _rivals(table: TokenTable, rival: Ints, cues: Ints, w: Windows, side: Ints) -> tuple[Ints, Ints]:
    """Likely cues between token and cue: in other sentences than the cue's, and at all."""
    total = np.append(0, np.cumsum(rival))
    until = np.stack(
        [total[cues], total[cues], total[cues + 1]], axis=1
    )  # what is counted up to the cue, by side
    near = np.abs(total[w.token + (side == BEFORE)] - until[w.cue, side])
    in_sentence = np.stack(
        [
            total[cues] - total[table.sent_first[cues]],
            np.zeros_like(cues),
            total[table.sent_last[cues] + 1] - total[cues + 1],
        ],
        axis=1,
    )
    between = np.maximum(near - in_sentence[w.cue, side], 0)
    return np.minimum(between, MOST_RIVALS), np.minimum(near, MOST_RIVALS)
