"""The tokens around each cue that may be content or speaker, and how each stands to the cue in the tree."""

from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.hashing import Ints, mix
from tasks.enrich.quotes.learned.table import TokenTable

WIDE_LEFT, WIDE_RIGHT = 120, 160  # tokens around the cue's sentence where its block holds quotation marks
NARROW_LEFT, NARROW_RIGHT = 20, 1
LONG_BLOCK = 400  # tokens from which a block is no paragraph but a text that has lost its line ends
NEAR_LEFT, NEAR_RIGHT = 60, 80  # the same as WIDE there, where marks stand so near
LONG_SENTENCE, AROUND = 200, 100  # in a sentence that long, only so many tokens on each side
CLIMB = 30  # steps up a path; deeper places count as elsewhere
UP, BELOW, ELSEWHERE, OTHER_SENTENCE = 1, 2, 3, 4


@dataclass(slots=True)
class Windows:
    """Rows of (cue, token) pairs, cue by cue and in the order of the text.

    Attributes:
        cue: number of the cue of each row, into the cues given.
        token: token of each row.
        first: first row of each cue, and at the end the number of rows.
        place: code of the place of the token relative to the cue.
        branch: highest token above the row's token (or it) that is not above the cue; the token itself if it is above
            the cue; -1 in another sentence.
        second: the one below the branch on the way to the token; the branch itself if there is none.
    """

    cue: Ints
    token: Ints
    first: Ints
    place: Ints
    branch: Ints
    second: Ints


def read_windows(table: TokenTable, cues: Ints) -> Windows:
    """Lay out the windows of the cues (token indices)."""
    low, high = limits(table, cues)
    length = high - low + 1
    first = np.concatenate([[0], np.cumsum(length)])
    row_cue = np.repeat(np.arange(len(cues)), length)
    token = np.arange(first[-1]) - first[row_cue] + low[row_cue]
    place, branch, second = relations(table, cues, row_cue, token)
    return Windows(row_cue, token, first, place, branch, second)


def limits(table: TokenTable, cues: Ints) -> tuple[Ints, Ints]:
    """First and last token of each cue's window."""
    marks = np.concatenate([[0], np.cumsum(table.segment > 0)])
    block_first, block_last = table.block_first[cues], table.block_last[cues]
    a, b = table.sent_first[cues], table.sent_last[cues]
    is_endless = block_last - block_first >= LONG_BLOCK
    left = np.where(is_endless, NEAR_LEFT, WIDE_LEFT)
    right = np.where(is_endless, NEAR_RIGHT, WIDE_RIGHT)
    looked_from = np.where(is_endless, np.maximum(block_first, a - left), block_first)
    looked_to = np.where(is_endless, np.minimum(block_last, b + right), block_last)
    is_wide = (marks[looked_to + 1] > marks[looked_from]) | table.in_headline[cues]
    low = np.maximum(block_first, a - np.where(is_wide, left, NARROW_LEFT))
    high = np.minimum(block_last, b + np.where(is_wide, right, NARROW_RIGHT))
    is_long = b - a > LONG_SENTENCE
    low = np.where(is_long, np.maximum(low, cues - AROUND), low)
    high = np.where(is_long, np.minimum(high, cues + AROUND), high)
    return low, high


def relations(table: TokenTable, cues: Ints, row_cue: Ints, token: Ints) -> tuple[Ints, Ints, Ints]:
    """Place code, branch and second-level token of each row; see Windows."""
    c = cues[row_cue]
    same = table.sent[token] == table.sent[c]
    distance = np.clip(table.sent[token] - table.sent[c], -2, 2)
    place = mix(OTHER_SENTENCE, distance)
    branch, second = np.full(len(token), -1), np.full(len(token), -1)
    rows = np.flatnonzero(same)
    t, mine = token[rows], c[rows]
    x, last, before = t.copy(), np.full(len(t), -1), np.full(len(t), -1)
    active = np.flatnonzero(~table.is_above(x, mine))
    for _ in range(CLIMB):
        if len(active) == 0:
            break
        before[active] = last[active]
        last[active] = x[active]
        above = table.head[x[active]]
        stuck = above == x[active]
        x[active] = above
        done = stuck | table.is_above(above, mine[active])
        active = active[~done]
    meets = table.is_above(x, mine)
    height = np.where(meets, table.depth[mine] - table.depth[x], 0)
    chain = _below(table, cues, row_cue[rows], height)
    up = np.minimum(height, 3)
    chain_dep = np.where(height > 0, table.dep[chain], 0)
    is_up = meets & (last < 0)
    left_side = (last < x).astype(np.int64)
    places = np.where(
        is_up,
        mix(UP, up, chain_dep),
        np.where(
            meets, mix(BELOW, up, chain_dep, table.dep[np.maximum(last, 0)], left_side), mix(ELSEWHERE, 0)
        ),
    )
    place = place.copy()
    place[rows] = places
    branch[rows] = np.where(is_up, t, last)
    second[rows] = np.where(is_up, t, np.where(before >= 0, before, last))
    return place, branch, second


def _below(table: TokenTable, cues: Ints, row_cue: Ints, height: Ints) -> Ints:
    """The token on each cue's path that stands `height` - 1 steps above the cue."""
    paths = [cues]
    for _ in range(CLIMB - 1):
        paths.append(table.head[paths[-1]])
    return np.stack(paths)[np.clip(height - 1, 0, CLIMB - 1), row_cue]
