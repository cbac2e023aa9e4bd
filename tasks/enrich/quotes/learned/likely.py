"""Content for cues that surely report something though the tagger, in doubt about where it begins, tagged none."""

import numpy as np

from tasks.enrich.quotes.learned.crf import BEGIN, END, INNER, content_chances, is_content
from tasks.enrich.quotes.learned.hashing import Floats, Ints, code
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import Windows

# So quotations of all kinds have an F of 73.6 on articles not seen, without it 73.3; of the cues from .6 on that are
# left without content two in three report something.
SURE_CUE = 0.6  # probability from which a cue is given content
VERY_SURE_CUE = 0.8  # probability from which its clause is its content where no token is likely to be
SOME = 0.35  # greatest marginal from which there is content to give
HALF = 0.5  # share of the greatest marginal from which a token is content


def with_likely_content(labels: Ints, marginals: Floats, windows: Windows, sure: Floats) -> Ints:
    """Return the labels, with the likeliest content of the windows of sure cues that have none.

    The best path leaves a window empty where many extents share what speaks for content. Given that there is some,
    a token is likelier content than not where its marginal is half the probability that there is some; the greatest
    marginal stands for that.

    Args:
        labels: tag of each row.
        marginals: (rows, labels), probability of each tag.
        windows: what the rows are.
        sure: probability of being a cue of each window's.
    """
    if len(sure) == 0:
        return labels
    starts = windows.first[:-1]
    tagged = np.logical_or.reduceat(is_content(labels), starts)
    inside = content_chances(marginals)
    most = np.maximum.reduceat(inside, starts)
    given = ~tagged & (sure >= SURE_CUE) & (most >= SOME)
    rows = np.flatnonzero(given[windows.cue] & (inside >= HALF * most[windows.cue]))
    return _with_content(labels, windows, rows)


def with_clause_content(labels: Ints, windows: Windows, table: TokenTable, cues: Ints, sure: Floats) -> Ints:
    """Return the labels, with the clause that hangs on a very sure cue as its content where it has none: told us ⟨that …⟩.

    Args:
        labels: tag of each row.
        windows: what the rows are.
        table: the tokens.
        cues: token of the cue of each window.
        sure: probability of being a cue of each window's.
    """
    if len(sure) == 0:
        return labels
    needy = (sure >= VERY_SURE_CUE) & ~np.logical_or.reduceat(is_content(labels), windows.first[:-1])
    branch = np.maximum(windows.branch, 0)
    is_clause = (windows.branch >= 0) & (table.dep[branch] == code("ccomp"))
    is_clause &= table.head[branch] == cues[windows.cue]
    return _with_content(labels, windows, np.flatnonzero(needy[windows.cue] & is_clause))


def _with_content(labels: Ints, windows: Windows, rows: Ints) -> Ints:
    """Return the labels, with those of the given rows as content, rows beside each other as one run."""
    if len(rows) == 0:
        return labels
    breaks = (np.diff(rows) > 1) | (np.diff(windows.cue[rows]) != 0)
    opens, closes = np.append(True, breaks), np.append(breaks, True)
    out = labels.copy()
    out[rows] = np.where(opens, BEGIN, np.where(closes, END, INNER))
    return out
