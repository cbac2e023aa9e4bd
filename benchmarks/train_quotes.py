"""Train the learned reader of quotations.

    python benchmarks/train_quotes.py GOLD.jsonl.gz [--out tasks/enrich/quotes/model] [--cache DIR] [--limit N]

GOLD has one article a line, the first line of its text being the headline:

    {"text": ..., "quotes": [{"spans": [[start, end], ...], "speaker_spans": [...], "cue_spans": [...]}, ...]}

Offsets index the text. 840 articles take about a quarter of an hour on one quiet core.
Folds are made of whole articles; every model is trained on what the models before it say of articles they have not
seen. With --cache the parses and the three chains are kept there and not made again.
"""

import argparse
import os
import pickle
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from quotes_contents import train_halves, train_whole
from quotes_cues import train_cues
from quotes_extents import train_extents
from quotes_fitting import cached, say
from quotes_gold import Gold, read_gold
from quotes_judging import train_judge, train_voices
from quotes_leftovers import train_leftovers

from tasks.enrich.parse import Parser
from tasks.enrich.quotes.learned import extract
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.tree import Tree


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold")
    ask.add_argument("--out", type=Path, default=Path("tasks/enrich/quotes/model"))
    ask.add_argument("--cache", type=Path)
    ask.add_argument("--limit", type=int)
    args = ask.parse_args()
    work = args.cache or args.out
    for folder in (args.out, work):
        folder.mkdir(parents=True, exist_ok=True)
    train(read_gold(args.gold, args.limit), args.out, args.cache, work)


def train(articles, out, cache, work):
    parser = Parser()
    parses = cached(cache, "parses.pkl", lambda: parser.parse([a["text"] for a in articles]))
    quotes = [a["quotes"] for a in articles]
    trees = [Tree(p) for p in parses]
    table = TokenTable(parses, [t.segments for t in trees], [True] * len(parses))
    gold = Gold(table, parses, quotes)
    say(len(articles), "articles,", table.n, "tokens,", len(gold.cues), "quotations")

    columns = train_cues(parser, parses, table, gold, out=out, cache=cache)
    found = cached(cache, "found.pkl", lambda: train_halves(table, gold, columns, work))
    say(len(found.cue), "extractions")
    scores = train_judge(parses, table, gold, found, out)
    known = {"scores": scores, "probability": columns.probability}
    train_extents(trees, table, gold, found, out=out, **known)
    known["voices"] = train_voices(parses, quotes, table, gold, found, out=out, **known)
    loose = [extract.gather_loose(tree, table, k, found=found, **known) for k, tree in enumerate(trees)]
    known["classes"], known["chances"] = train_leftovers(loose, gold, quotes, out)
    if cache:
        (cache / "held_out.pkl").write_bytes(pickle.dumps({"found": found, **known}))
    train_whole(table, gold, columns, work=work, out=out)
    if not cache:
        for path in work.glob("*.crf"):
            path.unlink()
    say("done:", {p.name: p.stat().st_size for p in sorted(out.iterdir())})


if __name__ == "__main__":
    main()
