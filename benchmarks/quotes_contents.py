"""Content and speaker around a cue: the conditional random field, trained whole and on two halves for honest output."""

import numpy as np
import pycrfsuite
from quotes_fitting import save_arrays, say

from tasks.enrich.quotes.learned import extract
from tasks.enrich.quotes.learned.content_features import content_features
from tasks.enrich.quotes.learned.crf import BEGIN, END, INNER, LABELS, OUT, SPEAKER, Chain
from tasks.enrich.quotes.learned.extraction import Marked
from tasks.enrich.quotes.learned.grouped import laid_out
from tasks.enrich.quotes.learned.hashing import SIZE
from tasks.enrich.quotes.learned.windows import read_windows

# Of c2 .02, .1, .5 and 2, .5 left most contents right in the half not seen; 150 steps were worse than 60 at c2 .02.
CHAIN = {"c1": 0.05, "c2": 0.5, "max_iterations": 100, "feature.minfreq": 3}
LEAST_WEIGHT = 0.003  # a feature with no greater weight for any label is left out
NAMES = [str(i) for i in range(SIZE)]
AT_ONCE = 1500  # windows laid out at once


def train_halves(table, gold, columns, work):
    """Train a chain on each half of the articles; return what each reads in the other half."""
    half = table.article[gold.cues] % 2
    for k in (0, 1):
        fit_chain(work / f"half{k}.crf", table, gold, half == k, columns)
    return read_held_out(table, columns, work)


def train_whole(table, gold, columns, *, work, out):
    """Train the chain that ships."""
    fit_chain(work / "content.crf", table, gold, np.ones(len(gold.cues), bool), columns)
    index, state, move = read_chain(work / "content.crf")
    save_arrays(out / "content.npz.gz", index=index, state=state, move=move)


def fit_chain(path, table, gold, chosen, columns):
    if path.exists():
        return
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(CHAIN)
    chosen = np.flatnonzero(chosen)
    for low in range(0, len(chosen), AT_ONCE):
        part = chosen[low : low + AT_ONCE]
        cues = gold.cues[part]
        windows = read_windows(table, cues)
        places = laid_out(content_features(table, cues, windows, columns.probability))
        for k, i in enumerate(part):
            a, b = windows.first[k], windows.first[k + 1]
            labels = chain_labels(int(windows.token[a]), int(b - a), gold.spans[i], gold.speakers[i])
            rows = places[a:b].tolist()
            trainer.append([[NAMES[x] for x in row if x >= 0] for row in rows], [LABELS[v] for v in labels])
    say("chain", path.name, len(chosen), "sequences laid out")
    trainer.train(str(path))
    say("chain", path.name, "trained")


def chain_labels(first, length, spans, speakers):
    out = np.full(length, OUT)
    for span in spans:
        mine = span - first
        mine = mine[(mine >= 0) & (mine < length)]
        if len(mine):
            out[mine] = INNER
            out[mine[0]] = BEGIN
            if len(mine) > 1:
                out[mine[-1]] = END
    for span in speakers:
        mine = span - first
        mine = mine[(mine >= 0) & (mine < length)]
        out[mine[out[mine] == OUT]] = SPEAKER
    return out


def read_chain(path):
    """Places, weights of states and moves of a trained field, as they will be stored."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    number = {label: i for i, label in enumerate(LABELS)}
    state, move = np.zeros((SIZE, len(LABELS)), np.float32), np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (feature, label), weight in info.state_features.items():
        state[int(feature), number[label]] += weight
    for (a, b), weight in info.transitions.items():
        move[number[a], number[b]] = weight
    kept = np.flatnonzero((np.abs(state) > LEAST_WEIGHT).any(axis=1))
    return kept.astype(np.int32), state[kept].astype(np.float16), move


def read_held_out(table, columns, work):
    """What each half's chain reads in the other half."""
    cues = np.flatnonzero(columns.probability > extract.FLOOR)
    parts = []
    for k in (0, 1):
        chain = Chain(*read_chain(work / f"half{1 - k}.crf"))
        mine = cues[table.article[cues] % 2 == k]
        parts += [
            extract.read_contents(table, mine[low : low + extract.AT_ONCE], columns, chain)
            for low in range(0, len(mine), extract.AT_ONCE)
        ]
    return in_order(extract.join_parts(parts))


def in_order(found):
    order = np.argsort(found.cue, kind="stable")
    edits = found.edits
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    edits.owner = place[edits.owner]
    marked = found.marked
    owner = place[marked.owner]
    at = np.argsort(owner, kind="stable")
    return extract.Extractions(
        found.cue[order],
        [found.runs[i] for i in order],
        found.numbers[order],
        Marked(*(column[at] for column in (owner, marked.first, marked.last, marked.mass))),
        edits,
    )
