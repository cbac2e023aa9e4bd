"""Other extents of what the content model tagged: each one contiguous change away from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.enrich.quotes.learned.crf import BEGIN, END, Tagged, content_chances
from tasks.enrich.quotes.learned.hashing import Bools, Floats, Ints
from tasks.enrich.quotes.learned.ranges import sums
from tasks.enrich.quotes.learned.windows import Windows

LIKELY = 0.06  # marginal from which a token may be another first or last one
INSIDE = 0.2  # probability of being content from which further tokens may belong to it
SURE = 1e-3  # probabilities are kept this far from 0 and 1
N_NUMBERS = 6
START, STOP, DROP, FILL, ADD = range(5)


@dataclass(slots=True)
class Edits:
    """Changes, each to one extraction: the tokens from `low` to `high` are added, or left out.

    Attributes:
        owner: number of the extraction.
        kind: START or STOP (a run begins or ends elsewhere), DROP (a run left out), FILL (two runs joined), ADD.
        is_added: whether the tokens are added.
        low, high: first and last token of the change.
        numbers: what the content model thinks of it, one row a change.
    """

    owner: Ints
    kind: Ints
    is_added: Bools
    low: Ints
    high: Ints
    numbers: Floats

    def of(self, rows: Ints) -> "Edits":
        """Some of them."""
        return Edits(
            self.owner[rows],
            self.kind[rows],
            self.is_added[rows],
            self.low[rows],
            self.high[rows],
            self.numbers[rows],
        )


def read_edits(windows: Windows, tagged: Tagged, runs: tuple[Ints, Ints, Ints], number: Ints) -> Edits:
    """Collect the changes that the content model finds likely.

    Args:
        windows: the windows.
        tagged: their tags.
        runs: window, first and last row of each run of content, in order.
        number: number of the extraction of each window, -1 if it has none.
    """
    m = tagged.marginals
    _, first, last = runs
    content = np.zeros(len(m) + 1, dtype=np.int64)
    np.add.at(content, first, 1)
    np.add.at(content, last + 1, -1)
    is_content = np.cumsum(content)[:-1] > 0
    inside = content_chances(m)
    parts = [
        _starts(m, windows, runs),
        _ends(m, windows, runs),
        _drops(runs),
        _fills(runs),
        _additions(inside, is_content, windows, number),
    ]
    window, kind, added, low, high = (np.concatenate(column) for column in zip(*parts, strict=True))
    clipped = np.clip(inside, SURE, 1 - SURE)
    size = high - low + 1
    # Of the rows beside the change, if they are the window's own: what else is in the batch has no say.
    has_before, has_behind = low > windows.first[window], high + 1 < windows.first[window + 1]
    numbers = np.column_stack(
        [
            sums(np.log(clipped / (1 - clipped)), low, high),
            sums(inside, low, high) / size,
            m[low, BEGIN],
            np.where(has_before, m[low - 1, END], 0.0),
            m[high, END],
            np.where(has_behind, m[np.minimum(high + 1, len(m) - 1), BEGIN], 0.0),
        ]
    ).astype(np.float32)
    token = windows.token
    return Edits(number[window], kind, added > 0, token[low], token[high], numbers)


def no_edits() -> Edits:
    """None at all."""
    none = np.zeros(0, dtype=np.int64)
    return Edits(none, none, none > 0, none, none, np.zeros((0, N_NUMBERS), np.float32))


def join_edits(parts: Sequence[Edits], sizes: Sequence[int]) -> Edits:
    """Those of several readings as one; `sizes`: how many extractions each reading has."""
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Edits(
        np.concatenate([e.owner + at for e, at in zip(parts, offsets, strict=False)]),
        np.concatenate([e.kind for e in parts]),
        np.concatenate([e.is_added for e in parts]),
        np.concatenate([e.low for e in parts]),
        np.concatenate([e.high for e in parts]),
        np.concatenate([e.numbers for e in parts]),
    )


Columns = tuple[Ints, Ints, Ints, Ints, Ints]


def _same(window: Ints, kind: int, added: Ints, low: Ints, high: Ints) -> Columns:
    return window, np.full(len(window), kind), added, low, high


def _starts(m: Floats, windows: Windows, runs: tuple[Ints, Ints, Ints]) -> Columns:
    """Other first tokens, each of the first run that does not end before it."""
    owner, first, last = runs
    at = np.flatnonzero(m[:, BEGIN] > LIKELY)
    run = np.searchsorted(last, at)
    known = run < len(owner)
    at, run = at[known], run[known]
    good = (owner[run] == windows.cue[at]) & (first[run] != at)
    at, run = at[good], run[good]
    added = (at < first[run]).astype(np.int64)
    return _same(windows.cue[at], START, added, np.minimum(at, first[run]), np.maximum(at, first[run]) - 1)


def _ends(m: Floats, windows: Windows, runs: tuple[Ints, Ints, Ints]) -> Columns:
    """Other last tokens, each of the last run that begins no later."""
    owner, first, last = runs
    at = np.flatnonzero(m[:, END] > LIKELY)
    run = np.searchsorted(first, at, side="right") - 1
    known = run >= 0
    at, run = at[known], run[known]
    good = (owner[run] == windows.cue[at]) & (last[run] != at)
    at, run = at[good], run[good]
    added = (at > last[run]).astype(np.int64)
    return _same(windows.cue[at], STOP, added, np.minimum(at, last[run]) + 1, np.maximum(at, last[run]))


def _drops(runs: tuple[Ints, Ints, Ints]) -> Columns:
    """Each run of an extraction of several left out."""
    owner, first, last = runs
    several = np.bincount(owner, minlength=1)[owner] > 1 if len(owner) else np.zeros(0, bool)
    return _same(owner[several], DROP, np.zeros(int(several.sum()), np.int64), first[several], last[several])


def _fills(runs: tuple[Ints, Ints, Ints]) -> Columns:
    """Two runs of an extraction joined by what stands between them."""
    owner, first, last = runs
    next_to = np.flatnonzero((owner[1:] == owner[:-1]) & (first[1:] > last[:-1] + 1))
    return _same(
        owner[next_to], FILL, np.ones(len(next_to), np.int64), last[next_to] + 1, first[next_to + 1] - 1
    )


def _additions(inside: Floats, is_content: Bools, windows: Windows, number: Ints) -> Columns:
    """Runs of two tokens and more that are likely content and were not tagged."""
    mask = (inside > INSIDE) & ~is_content & (number[windows.cue] >= 0)
    change = np.diff(mask.astype(np.int8), prepend=0, append=0)
    starts_window = np.zeros(len(mask) + 1, dtype=bool)
    starts_window[windows.first[:-1]] = True
    opens = (change[:-1] > 0) | (mask & starts_window[:-1])
    closes = mask & (np.append(change[1:-1] < 0, True) | starts_window[1:])
    low, high = np.flatnonzero(opens), np.flatnonzero(closes)
    long = high > low
    low, high = low[long], high[long]
    return _same(windows.cue[low], ADD, np.ones(len(low), np.int64), low, high)
