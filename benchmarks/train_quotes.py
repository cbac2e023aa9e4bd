"""Train the learned reader of quotations.

    python benchmarks/train_quotes.py GOLD.jsonl.gz [--out tasks/enrich/quotes/model] [--cache DIR] [--limit N]

GOLD has one article a line, the first line of its text being the headline:

    {"text": ..., "quotes": [{"spans": [[start, end], ...], "speaker_spans": [...], "cue_spans": [...]}, ...]}

Offsets index the text. 840 articles take about a quarter of an hour on one quiet core.
Folds are made of whole articles; every model is trained on what the models before it say of articles they have not
seen. With --cache the parses and the three chains are kept there and not made again.
"""

import argparse
import gzip
import io
import json
import os
import pickle
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import lightgbm
import numpy as np
import pycrfsuite
import scipy.sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression

from tasks.enrich.parse import Parser
from tasks.enrich.quotes.around import Around
from tasks.enrich.quotes.learned import extract, loose
from tasks.enrich.quotes.learned.content_features import content_features
from tasks.enrich.quotes.learned.crf import BEGIN, END, INNER, LABELS, OUT, SPEAKER, Chain, empty_state
from tasks.enrich.quotes.learned.cue_features import candidates, cue_features, lemma_pos
from tasks.enrich.quotes.learned.hashing import SIZE, code, place
from tasks.enrich.quotes.learned.second_look import second_numbers
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import read_windows
from tasks.enrich.quotes.tree import Tree

FOLDS = 4
GROUPS = 300
LEAST_SEEN = 3  # rows in which a hashed feature must occur
CHAIN = {"c1": 0.05, "c2": 0.02, "max_iterations": 60, "feature.minfreq": 3}
TREES = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 60, "feature_fraction": 0.7,
    "bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "num_threads": 1, "max_bin": 127, "seed": 1,
    "deterministic": True,
}  # fmt: skip
HELD_WEIGHT = 0.15  # of segments that have a cue among the examples for speakers without one
NAMES = [str(i) for i in range(SIZE)]
START = time.time()


def say(*what):
    print(f"{time.time() - START:6.0f} s", *what, flush=True)


def read_gold(path, limit):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f][:limit]


def cached(folder, name, make):
    path = folder and folder / name
    if path and path.exists():
        return pickle.loads(path.read_bytes())
    value = make()
    if path:
        path.write_bytes(pickle.dumps(value, protocol=5))
    return value


class Gold:
    """The annotations as tokens of the table: cues, content spans and speakers."""

    def __init__(self, table, parses, quotes):
        self.cues, self.spans, self.speakers, self.quotes = [], [], [], []
        for k, (p, mine) in enumerate(zip(parses, quotes, strict=True)):
            start, end, base = np.array(p.start), np.array(p.end), int(table.bounds[k])

            def tokens(span, start=start, end=end):
                return np.flatnonzero((start < span[1]) & (end > span[0]))

            for q in mine:
                inside = sorted({int(i) for s in q["cue_spans"] for i in tokens(s)})
                tops = [i for i in inside if p.head[i] not in inside or p.head[i] == i]
                verbs = [i for i in tops if p.pos[i] in ("VERB", "AUX")]
                if not tops:
                    continue
                self.cues.append(base + (verbs or tops)[0])
                self.spans.append([base + tokens(s) for s in q["spans"]])
                self.speakers.append([base + tokens(s) for s in q["speaker_spans"]])
        self.cues = np.array(self.cues)
        self.characters = [[{x for a, b in q["spans"] for x in range(a, b)} for q in mine] for mine in quotes]


def word_groups(parser, parses):
    """Groups of lemmas with like vectors."""
    seen = Counter(
        lemma
        for p in parses
        for lemma, pos in zip(p.lemma, p.pos, strict=True)
        if pos in ("VERB", "NOUN", "ADJ", "AUX", "ADV", "PROPN")
    )
    words = sorted(w for w, n in seen.items() if n > 1 and parser.vector(w) is not None)
    vectors = np.array([parser.vector(w) for w in words])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    n = min(GROUPS, max(2, len(words) // 4))
    labels = MiniBatchKMeans(n, random_state=0, n_init=2, batch_size=4096).fit(vectors).labels_
    return {code(w): int(g) for w, g in zip(words, labels, strict=True)}


def matrix(features):
    rows, codes = features.joined()
    x = scipy.sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, place(codes))), shape=(features.n_rows, SIZE)
    )
    often = np.flatnonzero(np.bincount(x.indices, minlength=SIZE) >= LEAST_SEEN)
    return x[:, often], often


def fit_linear(x, y):
    return LogisticRegression(C=0.15, solver="liblinear", max_iter=60, tol=1e-3).fit(x, y)


def fit_trees(x, y, rounds, **more):
    return lightgbm.train({**TREES, **more}, lightgbm.Dataset(x, y), rounds)


def out_of_fold(x, y, fold, *, rounds, classes=None, weight=None, **more):
    """Probability of each row by trees that have not seen its articles."""
    out = np.zeros((len(y), classes) if classes else len(y))
    for k in np.unique(fold):
        test = fold == k
        data = lightgbm.Dataset(x[~test], y[~test], weight=None if weight is None else weight[~test])
        out[test] = lightgbm.train({**TREES, **more}, data, rounds).predict(x[test], num_threads=1)
    return out


def rates_of(keys, inverse, is_cue, keep):
    total = np.bincount(inverse[keep], minlength=len(keys))
    hit = np.bincount(inverse[keep], weights=is_cue[keep], minlength=len(keys))
    return (hit + 0.5) / (total + 4), np.log1p(total)


def fit_chain(path, table, gold, chosen, columns):
    if path.exists():
        return
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(CHAIN)
    chosen = np.flatnonzero(chosen)
    for low in range(0, len(chosen), 1500):
        part = chosen[low : low + 1500]
        cues = gold.cues[part]
        windows = read_windows(table, cues)
        places = content_features(table, cues, windows, columns.probability)
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
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    number = {label: i for i, label in enumerate(LABELS)}
    state, move = empty_state(), np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (feature, label), weight in info.state_features.items():
        state[int(feature), number[label]] += weight
    for (a, b), weight in info.transitions.items():
        move[number[a], number[b]] = weight
    return Chain(state.astype(np.float16).astype(np.float32), move)


def overlaps(parses, table, gold, found):
    """Best intersection over union of each extraction with an annotated quotation, by characters."""
    out = np.zeros(len(found.cue))
    for i, cue in enumerate(found.cue):
        k = int(table.article[cue])
        base, p = int(table.bounds[k]), parses[k]
        mine = {x for a, b in found.runs[i] for x in range(p.start[a - base], p.end[b - base])}
        for other in gold.characters[k]:
            if common := len(mine & other):
                out[i] = max(out[i], common / len(mine | other))
    return out


def loose_labels(one, characters):
    """What each unheld segment of an article is, by the annotation."""
    around = Around(one.found)
    out = []
    for number in one.segments:
        segment = one.tree.segments[number]
        mine = set(range(segment.inner_start, segment.inner_end))
        best = max(characters, key=lambda g: len(mine & g), default=set())
        if 2 * len(mine & best) < len(mine):
            out.append(loose.NOTHING)
            continue
        before = around.before(segment.start)
        held = {x for a, b in before.spans for x in range(a, b)} if before else set()
        if held and 2 * len(held & best) >= len(held):
            out.append(loose.JOINED)
        else:
            out.append(loose.ALONE if 2 * len(mine & best) >= len(mine | best) else loose.PART)
    return out


def speaker_examples(one, quotes):
    """Candidates for the speaker of each marked annotated quotation: features, whether right, weight, group."""
    tree, rows, right, weight = one.tree, [], [], []
    around = Around(one.found)
    unheld = set(one.segments)
    for number, segment in enumerate(tree.segments):
        quote = next(
            (
                q
                for q in quotes
                if any(a < segment.inner_end and segment.inner_start < b for a, b in q["spans"])
            ),
            None,
        )
        if quote is None or not quote["speaker_spans"] or segment.end - segment.start < 20:
            continue
        heads, numbers = loose.candidates(one, number, around.before(segment.start))
        for head, row in zip(heads, numbers, strict=True):
            rows.append(row)
            right.append(any(a < tree.end[head] and tree.start[head] < b for a, b in quote["speaker_spans"]))
            weight.append(1.0 if number in unheld else HELD_WEIGHT)
    return rows, right, weight


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold")
    ask.add_argument("--out", type=Path, default=Path("tasks/enrich/quotes/model"))
    ask.add_argument("--cache", type=Path)
    ask.add_argument("--limit", type=int)
    args = ask.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    work = args.cache or args.out
    work.mkdir(parents=True, exist_ok=True)
    train(read_gold(args.gold, args.limit), args.out, args.cache, work)


def train(articles, out, cache, work):
    parser = Parser()
    parses = cached(cache, "parses.pkl", lambda: parser.parse([a["text"] for a in articles]))
    quotes = [a["quotes"] for a in articles]
    trees = [Tree(p) for p in parses]
    table = TokenTable(parses, [t.segments for t in trees], [True] * len(parses))
    gold = Gold(table, parses, quotes)
    say(len(articles), "articles,", table.n, "tokens,", len(gold.cues), "quotations")

    # 1. Which words are cues, at first sight and at second.
    is_cue = np.zeros(table.n, dtype=bool)
    is_cue[gold.cues] = True
    pairs = lemma_pos(table)
    known = np.unique(pairs[is_cue])
    groups = cached(cache, "groups.pkl", lambda: word_groups(parser, parses))
    group = np.array([groups.get(x, -1) for x in table.lemma.tolist()])
    c = candidates(table, known)
    y, fold = is_cue[c], table.article[c] % FOLDS
    first_look = cached(cache, "first.pkl", lambda: fit_first(table, c, group, y, fold))
    first, weights, bias = first_look
    say("first look trained")
    keys, inverse = np.unique(pairs, return_inverse=True)
    rate, seen = np.zeros(table.n, np.float32), np.zeros(table.n, np.float32)
    by_article = table.article % FOLDS
    for k in range(FOLDS):
        mine = by_article == k
        r, s = rates_of(keys, inverse, is_cue, ~mine)
        rate[mine], seen[mine] = r[inverse[mine]], s[inverse[mine]]
    logit = np.log(first + 1e-9) - np.log(1 - first + 1e-9)
    numbers = second_numbers(table, c, logit, rate[c], seen[c])
    worth = first > extract.FIRST_FLOOR
    probability = np.zeros(table.n, np.float32)
    probability[c] = first * extract.FIRST_FLOOR
    second = {"rounds": 260, "learning_rate": 0.06, "feature_fraction": 0.6}
    probability[c[worth]] = out_of_fold(numbers[worth], y[worth], fold[worth], **second)
    save_trees(out, "second", fit_trees(numbers[worth], y[worth], **second))
    say("second look trained; best F of heads", head_f(probability[c], y, len(np.unique(gold.cues))))
    save_cues(out, weights, bias, known=known, groups=groups, counts=(keys, inverse, is_cue))

    # 2. Content and speaker around a cue: two halves for honest output, and the whole.
    columns = extract.Columns(probability, rate)
    half = table.article[gold.cues] % 2
    for k in (0, 1):
        fit_chain(work / f"half{k}.crf", table, gold, half == k, columns)
    found = cached(cache, "found.pkl", lambda: read_held_out(table, columns, work))
    say(len(found.cue), "extractions")

    # 3. Which extractions are right.
    right = overlaps(parses, table, gold, found) >= 0.5
    fold = table.article[found.cue] % 8 // 2
    scores = out_of_fold(found.numbers, right, fold, rounds=220)
    save_trees(out, "judge", fit_trees(found.numbers, right, 220))
    say("judge trained")

    # 4. Quoted segments left over, and who speaks those that stand alone.
    one_each = [
        extract.gather_loose(tree, table, k, found=found, scores=scores, probability=probability)
        for k, tree in enumerate(trees)
    ]
    classes, chances = fit_leftovers(one_each, gold, quotes, out)
    if cache:
        state = {
            "found": found,
            "scores": scores,
            "classes": classes,
            "chances": chances,
            "probability": probability,
        }
        (cache / "held_out.pkl").write_bytes(pickle.dumps(state))

    fit_chain(work / "content.crf", table, gold, half >= 0, columns)
    save_chain(out, read_chain(work / "content.crf"))
    if not cache:
        for path in work.glob("*.crf"):
            path.unlink()
    say("done:", {p.name: p.stat().st_size for p in sorted(out.iterdir())})


def fit_leftovers(one_each, gold, quotes, out):
    """The models of loose segments and their speakers; returns what they say of articles not seen."""
    rows = np.array([r for one in one_each for r in one.numbers], dtype=np.float32)
    labels = np.array(
        [v for one, g in zip(one_each, gold.characters, strict=True) for v in loose_labels(one, g)]
    )
    fold = np.repeat(np.arange(len(one_each)) % FOLDS, [len(one.numbers) for one in one_each])
    several = {
        "rounds": 120,
        "objective": "multiclass",
        "num_class": 4,
        "min_data_in_leaf": 25,
        "num_leaves": 15,
    }
    classes = out_of_fold(rows, labels, fold, classes=4, **several)
    save_trees(out, "loose", fit_trees(rows, labels, **several))
    say("loose segments", Counter(labels.tolist()), "right", float((classes.argmax(1) == labels).mean()))
    examples = [speaker_examples(one, q) for one, q in zip(one_each, quotes, strict=True)]
    rows = np.array([r for e in examples for r in e[0]], dtype=np.float32)
    said = np.array([v for e in examples for v in e[1]])
    weight = np.array([v for e in examples for v in e[2]])
    fold = np.repeat(np.arange(len(examples)) % FOLDS, [len(e[0]) for e in examples])
    speaker = {"rounds": 150, "num_leaves": 15, "min_data_in_leaf": 40}
    chances = out_of_fold(rows, said, fold, weight=weight, **speaker)
    data = lightgbm.Dataset(rows, said, weight=weight)
    more = {k: v for k, v in speaker.items() if k != "rounds"}
    save_trees(out, "speaker", lightgbm.train({**TREES, **more}, data, speaker["rounds"]))
    say("speakers trained")
    return classes, chances


def read_held_out(table, columns, work):
    """What each half's chain reads in the other half."""
    cues = np.flatnonzero(columns.probability > extract.FLOOR)
    parts = []
    for k in (0, 1):
        chain = read_chain(work / f"half{1 - k}.crf")
        mine = cues[table.article[cues] % 2 == k]
        parts += [
            extract.read_contents(table, mine[low : low + extract.AT_ONCE], columns, chain)
            for low in range(0, len(mine), extract.AT_ONCE)
        ]
    return in_order(extract.join_parts(parts))


def fit_first(table, c, group, y, fold):
    x, often = matrix(cue_features(table, c, group))
    out = np.zeros(len(c))
    for k in range(FOLDS):
        out[fold == k] = fit_linear(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
    final = fit_linear(x, y)
    weights = np.zeros(SIZE, np.float32)
    weights[often] = final.coef_[0]
    return out, weights, float(final.intercept_[0])


def head_f(probability, y, total):
    order = np.argsort(-probability)
    right = np.cumsum(y[order])
    return round(float((2 * right / (np.arange(1, len(order) + 1) + total)).max()), 4)


def in_order(found):
    order = np.argsort(found.cue, kind="stable")
    return extract.Extractions(
        found.cue[order],
        [found.runs[i] for i in order],
        [found.speaker[i] for i in order],
        found.numbers[order],
    )


def save_trees(out, name, booster):
    with gzip.GzipFile(out / f"{name}.txt.gz", "wb", mtime=0) as f:
        f.write(booster.model_to_string().split("\nparameters:")[0].encode("ascii"))


def save_cues(out, weights, bias, *, known, groups, counts):
    keys, inverse, is_cue = counts
    rates, seen = rates_of(keys, inverse, is_cue, np.ones(len(inverse), bool))
    often = (seen > np.log1p(2)) | np.isin(keys, known)
    kept = np.flatnonzero(np.abs(weights) > 0.004)
    group_keys = np.array(sorted(groups), dtype=np.int64)
    save_arrays(
        out / "cue.npz.gz",
        index=kept.astype(np.int32),
        weights=weights[kept].astype(np.float16),
        bias=bias,
        known=known,
        group_keys=group_keys,
        groups=np.array([groups[k] for k in group_keys.tolist()], dtype=np.int16),
        rate_keys=keys[often],
        rates=rates[often].astype(np.float16),
        seen=seen[often].astype(np.float16),
    )


def save_chain(out, chain):
    kept = np.flatnonzero((np.abs(chain.state) > 0.003).any(axis=1))
    state = chain.state[kept].astype(np.float16)
    save_arrays(out / "content.npz.gz", index=kept.astype(np.int32), state=state, move=chain.move)


def save_arrays(path, **arrays):
    plain = io.BytesIO()
    np.savez(plain, **arrays)
    with gzip.GzipFile(path, "wb", mtime=0) as f:
        f.write(plain.getvalue())


if __name__ == "__main__":
    main()
