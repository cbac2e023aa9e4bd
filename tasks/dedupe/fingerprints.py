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
# alone, so the order of arrival cannot matter. The 1,868 pairs of the two dev sets that are not short have at least .53.
LEAST_SHARE = 0.4


def fingerprint(batch: Shingled) -> tuple[Hashes, Ints]:
    """Return the sorted distinct fingerprints of each text, and where each text's begin (one more than texts)."""
    kept = []
    for text, is_short in enumerate((batch.n_shingles < SHORT).tolist()):
        shingles = batch.shingles[batch.shingle_from[text] : batch.shingle_from[text + 1]]
        kept.append(shingles if is_short else _least_of_windows(shingles))
    sizes = np.array([len(hashes) for hashes in kept], np.int64)
    return distinct_per_text(np.concatenate(kept), np.concatenate([[0], np.cumsum(sizes)]))


def _least_of_windows(hashes: Hashes) -> Hashes:
    """Return the least hash of each window of WINDOW = 7 hashes in a row."""
    of_two = np.minimum(hashes[:-1], hashes[1:])
    of_four = np.minimum(of_two[:-2], of_two[2:])
    return np.minimum(of_four[:-3], of_four[3:])


def needed_matches(n_fingerprints: Ints, n_shingles: Ints) -> Ints:
    """For each text, return how many fingerprints must stand in a larger text for the pair to be looked at."""
    share = np.ceil(LEAST_SHARE * n_fingerprints).astype(np.int64)
    return np.where(n_shingles < SHORT, 1, np.maximum(share, 1))
