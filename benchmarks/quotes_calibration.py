"""How often a quotation of a given confidence is right: a reliability table.

    python benchmarks/quotes_calibration.py GOLD.jsonl.gz [--mode learned|rules] [--limit N]

GOLD as for train_quotes.py; use articles that were not trained on. A quotation is right when it shares half of its
words with an annotated one (intersection over union of characters) and names the annotated speaker, if there is one.
"""

import argparse
import gzip
import json
from collections import defaultdict

from tasks.enrich.parse import Parser
from tasks.enrich.quotes.reader import QuoteReader


def characters(spans, text):
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def is_right(quote, text, gold):
    own = characters(quote.spans, text)
    best = max(gold, key=lambda g: len(own & g[0]) / max(1, len(own | g[0])), default=None)
    if best is None or 2 * len(own & best[0]) < len(own | best[0]):
        return False
    named = best[1]["speaker_spans"]
    if not named:
        return True
    return quote.speaker_start is not None and any(
        a < quote.speaker_end and quote.speaker_start < b for a, b in named
    )


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold")
    ask.add_argument("--mode", choices=["learned", "rules"], default="learned")
    ask.add_argument("--limit", type=int)
    args = ask.parse_args()
    with gzip.open(args.gold, "rt", encoding="utf-8") as f:
        articles = [json.loads(line) for line in f][: args.limit]
    parses = Parser().parse([a["text"] for a in articles])
    read = QuoteReader(args.mode).read(parses, [[] for _ in articles], [None] * len(articles))
    tenths, rules = defaultdict(list), defaultdict(list)
    for article, one in zip(articles, read, strict=True):
        text = article["text"]
        gold = [(characters(q["spans"], text), q) for q in article["quotes"]]
        for quote in one.quotes:
            right = is_right(quote, text, gold)
            tenths[min(9, int(quote.confidence * 10))].append((quote.confidence, right))
            rules[quote.rule].append((quote.confidence, right))
    for title, groups in (("confidence", tenths), ("rule", rules)):
        print(f"{title:<14}{'n':>6}{'stated':>9}{'right':>9}")
        for key in sorted(groups):
            rows = groups[key]
            name = f"{key / 10:.1f}-{key / 10 + 0.1:.1f}" if title == "confidence" else key
            stated, right = sum(c for c, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows)
            print(f"{name:<14}{len(rows):>6}{stated:>9.3f}{right:>9.3f}")
        print()


if __name__ == "__main__":
    main()
