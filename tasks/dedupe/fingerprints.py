"""The few shingles of a text by which its copies are found: winnowing (Schleimer, Wilkerson, Aiken 2003).

Every window of WINDOW shingles in a row gives its least hash, so two texts that share WINDOW + 4 = 11 words in a row have
a fingerprint in common, and about one shingle in four is kept.
"""

import numpy as np

from tasks.dedupe.shingles import Hashes, Ints, Shingled, distinct_per_text

# A pair with containment >= 2/3 (which Jaccard >= 1/2 implies) that was edited word by word still has runs of at least
# WINDOW shared shingles if it has 35 shingles or more; below that, all shingles are kept.
WINDOW = 7
SHORT = 35

# A pair is looked at only if this share of the smaller one's fingerprints stand in the larger. A property of the pair
# alone, so the order of arrival cannot matter. Pairs of containment >= .7 in the two dev sets have at least .43.
LEAST_SHARE = 0.4


def fingerprint(batch: Shingled) -> tuple[Hashes, Ints]:
    """Return the sorted distinct fingerprints of each text, and where each text's begin (one more than texts)."""
    n_texts = len(batch)
    text_of = np.repeat(np.arange(n_texts), np.diff(batch.shingle_from))
    end = batch.shingle_from[text_of + 1]
    at = np.arange(len(text_of))
    least = batch.shingles.copy()
    for k in range(1, WINDOW):
        np.minimum(least, batch.shingles[np.minimum(at + k, end - 1)], out=least)
    is_short = (batch.n_shingles < SHORT)[text_of]
    keep = is_short | (at + WINDOW <= end)
    return distinct_per_text(np.where(is_short, batch.shingles, least)[keep], text_of[keep], n_texts)


def needed_matches(n_fingerprints: Ints, n_shingles: Ints) -> Ints:
    """Return how many fingerprints of the smaller text must stand in the larger for the pair to be looked at."""
    share = np.ceil(LEAST_SHARE * n_fingerprints).astype(np.int64)
    return np.where(n_shingles < SHORT, 1, np.maximum(share, 1))
