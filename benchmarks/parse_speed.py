"""How much faster the parse is than stock spaCy's, in one run on the same texts, and whether it says the same.

    python benchmarks/parse_speed.py [TEXTS.jsonl[.gz]] [--articles 100]

Without a file the sample newsroom's texts are parsed. Prints CPU milliseconds an article, the ratio, and the tokens
and entities that differ (none should).
"""

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from tasks.enrich.entities.find import find_mentions
from tasks.enrich.parse import Parse, Parser

SEEDS = Path(__file__).parent.parent / "seeds"
LISTS = ("words", "start", "end", "head", "lemma", "pos", "tag", "dep", "sent", "para", "ent_type")


def read_texts(path: Path | None, most: int) -> list[str]:
    if path is None:
        return [p.read_text(encoding="utf-8") for p in sorted(SEEDS.rglob("*.txt"))][:most]
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        return [json.loads(line)["text"] for line, _ in zip(lines, range(most), strict=False)]


def timed(what: Callable[[], list]) -> tuple[list, float]:
    started = time.process_time()
    result = what()
    return result, time.process_time() - started


def differing(a: Parse, b: Parse) -> int:
    return sum(any(getattr(a, name)[i] != getattr(b, name)[i] for name in LISTS) for i in range(len(a)))


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("texts", nargs="?", type=Path)
    arguments.add_argument("--articles", type=int, default=100)
    given = arguments.parse_args()
    texts = read_texts(given.texts, given.articles)
    stock, fast = Parser(is_stock=True), Parser()
    stock.parse(texts[:1])
    fast.parse(texts[:1])
    cold, seconds_cold = timed(lambda: fast.parse(texts))
    warm, seconds_warm = timed(lambda: fast.parse(texts))
    is_steady = warm == cold
    as_it_comes, seconds_stock = timed(lambda: stock.parse(texts))
    _, seconds_names = timed(lambda: [find_mentions(parse) for parse in warm])
    tokens = sum(map(len, as_it_comes))
    print(f"{len(texts)} articles, {tokens} tokens, {tokens / len(texts):.0f} an article")
    for name, seconds in (
        ("stock", seconds_stock),
        ("fast, first time", seconds_cold),
        ("fast, warm", seconds_warm),
    ):
        print(
            f"{name:18s} {1000 * seconds / len(texts):7.1f} ms an article  {seconds_stock / seconds:5.2f} x"
        )
    print(f"{'names, on top':18s} {1000 * seconds_names / len(texts):7.1f} ms an article")
    odd = sum(differing(a, b) for a, b in zip(warm, as_it_comes, strict=True))
    ents = sum(len(set(a.ents) ^ set(b.ents)) for a, b in zip(warm, as_it_comes, strict=True))
    print(f"tokens that differ: {odd}; entities that differ: {ents}; warm equals cold: {is_steady}")


if __name__ == "__main__":
    main()
