"""CPU time of mentions and of quotations on top of the parse, an article.

    python benchmarks/quotes_speed.py [--shared ../shared] [--rounds 5]

The bar: 12 ms an article of PolNeAR's development set (948 tokens) for both. Both are done in turn with the parse itself, so
that a busy machine slows all alike: read the ratio too. The best of the rounds counts.
"""

import argparse
import gc
import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from tasks.enrich.entities.find import find_mentions
from tasks.enrich.parse import Parser
from tasks.enrich.quotes.reader import QuoteReader
from tasks.pool.worker import COLLECT_EVERY

BAR = 12.0
BATCH = 64  # articles, as in a run


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.thread_time()
    out = work()
    return 1000 * (time.thread_time() - started), out


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("NEWSLOOM_SHARED", "../shared")))
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    path = arguments.shared / "bench" / "data" / "quotes" / "dev" / "input.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    reader, model = Parser(), QuoteReader()
    best = {"parse": float("inf"), "mentions": float("inf"), "quotations": float("inf")}
    gc.freeze()  # as in a worker: what is loaded is not looked through again, and the rest seldom
    gc.set_threshold(COLLECT_EVERY)
    for _ in range(arguments.rounds):
        spent = dict.fromkeys(best, 0.0)
        for low in range(0, len(texts), BATCH):
            ms, parses = timed(lambda low=low: reader.parse(texts[low : low + BATCH]))
            spent["parse"] += ms
            ms, mentions = timed(lambda parses=parses: [find_mentions(parse) for parse in parses])
            spent["mentions"] += ms
            ms, _ = timed(lambda p=parses, m=mentions: model.read(p, m, [None] * len(p)))
            spent["quotations"] += ms
        best = {name: min(best[name], ms / len(texts)) for name, ms in spent.items()}
    both = best["mentions"] + best["quotations"]
    print(
        f"mentions {best['mentions']:.1f} + quotations {best['quotations']:.1f} = {both:.1f} CPU ms (bar {BAR}); "
        f"parse {best['parse']:.1f}: {both / best['parse']:.3f} of it"
    )


if __name__ == "__main__":
    main()
