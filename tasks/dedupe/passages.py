"""What two copies have in common, word for word, so that an analyst can be shown what was taken."""

from typing import NamedTuple

import numpy as np

from tasks.dedupe.shingles import Hashes, Ints, Shingled, run_hashes

PASSAGE_WORDS = (
    11  # the run that is sure to give a common fingerprint; shorter ones are names, titles, stock phrases
)


class Passage(NamedTuple):
    """Character offsets of the same words in two texts, end exclusive."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def runs_of(batch: Shingled) -> tuple[Hashes, Ints]:
    """Return the hash of every run of PASSAGE_WORDS words in text order, and where each text's begin."""
    counts = np.maximum(np.diff(batch.word_from) - PASSAGE_WORDS + 1, 0)
    run_from = np.concatenate([[0], np.cumsum(counts)])
    text_of = np.repeat(np.arange(len(batch)), counts)
    first = np.arange(run_from[-1]) - run_from[text_of] + batch.word_from[text_of]
    return run_hashes(batch.words, first, np.full(len(first), PASSAGE_WORDS), PASSAGE_WORDS), run_from


def have_same_words(batch: Shingled, a: int, b: int) -> bool:
    """Whether two texts are equal but for case, marks and white space."""
    words, word_from = batch.words, batch.word_from
    return np.array_equal(words[word_from[a] : word_from[a + 1]], words[word_from[b] : word_from[b + 1]])


def longest_runs(a: Hashes, b: Hashes) -> list[tuple[int, int, int]]:
    """Find the stretches of equal runs, longest first (greedy string tiling, Wise 1993).

    The words of one stretch are never those of another, in either text.

    Returns:
        (place in a, place in b, number of runs) in the order of a.
    """
    order = np.argsort(b, kind="stable")
    low, high = np.searchsorted(b, a, "left", sorter=order), np.searchsorted(b, a, "right", sorter=order)
    times = high - low
    if not times.any():
        return []
    in_a = np.repeat(np.arange(len(a)), times)
    in_b = order[np.arange(len(in_a)) - np.repeat(np.cumsum(times) - times, times) + np.repeat(low, times)]
    along = np.lexsort((in_a, in_b - in_a))  # a run is a stretch of neighbours on one diagonal
    in_a, in_b = in_a[along], in_b[along]
    breaks = np.flatnonzero((np.diff(in_a) != 1) | (np.diff(in_b) != 1)) + 1
    firsts = np.concatenate([[0], breaks])
    lengths = np.diff(np.concatenate([firsts, [len(in_a)]]))
    order = np.argsort(in_a[firsts], kind="stable")
    xs, ys, lengths = in_a[firsts][order], in_b[firsts][order], lengths[order]
    found = list(zip(xs.tolist(), ys.tolist(), lengths.tolist(), strict=True))
    ends = lengths[:-1] + PASSAGE_WORDS - 1
    if (xs[:-1] + ends <= xs[1:]).all() and (ys[:-1] + ends <= ys[1:]).all():  # in the same order, and apart
        return found
    return sorted(_tile(sorted(found, key=lambda run: (-run[2], run[0], run[1])), len(a), len(b)))


def _tile(found: list[tuple[int, int, int]], n_a: int, n_b: int) -> list[tuple[int, int, int]]:
    """Keep of each run, longest first, its first stretch of words that no longer run has taken in either text."""
    more = PASSAGE_WORDS - 1
    free_a, free_b = np.ones(n_a + more, bool), np.ones(n_b + more, bool)
    kept = []
    for x, y, n in found:
        free = np.zeros(n + more + 2, np.int8)
        free[1:-1] = free_a[x : x + n + more] & free_b[y : y + n + more]
        edges = np.diff(free)
        starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        long_enough = np.flatnonzero(ends - starts >= PASSAGE_WORDS)
        if len(long_enough):
            first, end = int(starts[long_enough[0]]), int(ends[long_enough[0]])
            free_a[x + first : x + end] = free_b[y + first : y + end] = False
            kept.append((x + first, y + first, end - first - more))
    return kept


def passages(batch: Shingled, runs: tuple[Hashes, Ints], a: int, b: int) -> list[Passage]:
    """Return the shared passages of texts a and b of a batch, in the order of a."""
    hashes, run_from = runs
    found = longest_runs(hashes[run_from[a] : run_from[a + 1]], hashes[run_from[b] : run_from[b + 1]])
    word_a, word_b, more = batch.word_from[a], batch.word_from[b], PASSAGE_WORDS - 1
    return [
        Passage(
            int(batch.starts[word_a + x]),
            int(batch.ends[word_a + x + n - 1 + more]),
            int(batch.starts[word_b + y]),
            int(batch.ends[word_b + y + n - 1 + more]),
        )
        for x, y, n in found
    ]
