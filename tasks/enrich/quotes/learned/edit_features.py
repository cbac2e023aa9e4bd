"""Numbers about a change of what an extraction takes for content: would that be better?"""

import numpy as np

from tasks.enrich.quotes.learned.claims import content_claims
from tasks.enrich.quotes.learned.columns import rows_of
from tasks.enrich.quotes.learned.cue_features import codes
from tasks.enrich.quotes.learned.edits import ADD, DROP, FILL, START, STOP, Edits
from tasks.enrich.quotes.learned.extraction import Extractions
from tasks.enrich.quotes.learned.hashing import Doubles, Floats, Ints, code
from tasks.enrich.quotes.learned.ranges import highest, sums
from tasks.enrich.quotes.learned.runs import run_columns, tokens_of
from tasks.enrich.quotes.learned.table import TokenTable

KINDS = (START, STOP, DROP, FILL, ADD)
TOP_DEPS = (
    "ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "prep", "nsubj", "nsubjpass", "dobj", "pobj", "punct",
    "cc", "mark", "advmod", "npadvmod", "appos", "det", "aux",
)  # fmt: skip
EDGE_WORDS = (",", ".", "and", "but", "that", "to", "as", "in", "on", "—", "-", ";", ":", "who", "which")
EDGE_POS = ("VERB", "NOUN", "PROPN", "PRON", "ADP", "PUNCT", "DET", "AUX", "SCONJ", "CCONJ", "ADV", "PART")


def edit_numbers(
    table: TokenTable, found: Extractions, edits: Edits, *, probability: Floats, scores: Doubles
) -> Floats:
    """Return one row a change.

    Args:
        table: the tokens.
        found: the extractions.
        edits: changes to them.
        probability: of each token being a cue.
        scores: judged probability of each extraction.
    """
    if len(edits.owner) == 0:
        return np.zeros((0, 1), dtype=np.float32)
    k, low, high = edits.owner, edits.low, edits.high
    cue = found.cue[k]
    runs = run_columns(found.runs)
    first, last = runs.first[k], runs.last[k]
    marked = np.concatenate([[0], np.cumsum(table.segment > 0)])
    size = high - low + 1
    whole = found.numbers[k, 5]
    strongest = highest(probability, low, high)
    top = _top(table, low, high)
    above = table.head[top]
    # Beyond an article's ends stands nothing, whatever comes next in the batch.
    begin, end = table.bounds[table.article[low]], table.bounds[table.article[low] + 1] - 1
    before, behind = np.maximum(low - 1, begin), np.minimum(high + 1, end)
    in_marks = (marked[high + 1] - marked[low]) / size
    is_left = edits.kind == START
    cut = np.where(is_left, np.where(edits.is_added, low, behind), np.where(edits.is_added, behind, low))
    inner, outer = (
        np.where(is_left, cut, np.maximum(cut - 1, begin)),
        np.where(is_left, np.maximum(cut - 1, begin), cut),
    )
    columns: list[np.ndarray] = [
        *(edits.kind == x for x in KINDS),
        edits.is_added,
        *edits.numbers.T,
        size, size / np.maximum(1, whole), in_marks, strongest, strongest - probability[cue],
        sums(probability, low, high),
        table.sent[low] != table.sent[cue], table.sent[high] != table.sent[cue], table.sent[high] - table.sent[low],
        table.sent[before] == table.sent[low], table.sent[behind] == table.sent[high],
        low > cue, high < cue, np.minimum(np.abs(low - cue), np.abs(high - cue)), low < first, high > last,
        table.segment[inner] > 0, table.segment[outer] > 0, table.segment[inner] == table.segment[outer],
        top - low, above == cue, above == top, (above >= first) & (above <= last), (above >= low) & (above <= high),
        table.is_above(cue, top), table.depth[top] - table.depth[cue], table.size[top] / size,
        probability[above], probability[top], table.left[top] == low, table.right[top] == high,
        table.right[inner] == inner, table.left[inner] == inner, table.head[outer] == inner, table.head[inner] == outer,
        scores[k],
    ]  # fmt: skip
    columns += [table.dep[top] == code(d) for d in TOP_DEPS]
    columns += [
        table.dep[above] == code(d) for d in ("ROOT", "ccomp", "relcl", "advcl", "conj", "xcomp", "acl")
    ]
    for at in (inner, outer):
        columns += [table.word[at] == code(w) for w in EDGE_WORDS]
        columns += [table.pos[at] == code(p) for p in EDGE_POS]
    columns.append(np.isin(table.word[outer], codes('"', "”", "“", "''", "``", "'")))
    columns += _claims(table, found, edits, scores)
    return rows_of([*columns, *found.numbers[k].T])


def _claims(table: TokenTable, found: Extractions, edits: Edits, scores: Doubles) -> list[np.ndarray]:
    """How sure other extractions are that the tokens of the change are theirs, or their cue."""
    k, low, high = edits.owner, edits.low, edits.high
    length = high - low + 1
    begins = np.cumsum(length) - length
    claim = content_claims(table.n, found, scores).of_others(tokens_of(low, high), np.repeat(k, length))
    cue_score = np.zeros(table.n, dtype=np.float32)
    cue_score[found.cue] = scores
    strongest, cued = np.maximum.reduceat(claim, begins), highest(cue_score, low, high)
    near = claim[np.where(edits.kind == START, begins + length - 1, begins)]
    mean = np.add.reduceat(claim, begins) / length
    return [strongest, mean, cued, strongest - scores[k], cued - scores[k], near]


def _top(table: TokenTable, low: Ints, high: Ints) -> Ints:
    """The token of each range that is nearest to the root."""
    key = -table.depth * np.int64(table.n + 1) - np.arange(table.n)
    best: Ints = np.maximum.reduceat(
        np.append(key, np.min(key) - 1), np.column_stack([low, high + 1]).ravel()
    )[::2]
    return (-best) % np.int64(table.n + 1)
