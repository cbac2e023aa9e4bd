"""Score the aligner on pairs of a quotation and its fuller form: those read without its help, and those it proposed.

python benchmarks/utterance_alignments.py --data ../shared/bench/data
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

from tasks.resolve.align import align
from tasks.resolve.meaning import meaning_change

FOLDER = Path(__file__).parent / "gold_utterances"
GOLD, READ = FOLDER / "alignments.jsonl", FOLDER / "read_alignments.jsonl"
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")  # what the numbers of read_alignments.jsonl count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    args = parser.parse_args()
    for name, counts in (("read", score_read(args.data)), ("proposed", score(args.data))):
        n = counts.pop("n")
        print(f"{name} n={n} | " + " | ".join(f"{what} {count / n:.1%}" for what, count in counts.items()))


def score(data: Path) -> Counter[str]:
    """Count exact operations, relations and verdicts on the meaning."""
    gold = [json.loads(line) for line in GOLD.read_text().splitlines()]
    texts = {
        (name, key): text for name in {row["set"] for row in gold} for key, text in read_texts(data / name)
    }
    counts: Counter[str] = Counter(n=len(gold), ops_exact=0, relation=0, meaning=0)
    for row in gold:
        quote, base = (
            words_between(texts[row["set"], row[side]["id"]], row[side]["spans"])
            for side in ("quote", "base")
        )
        is_fragment = row["relation"] == "fragment"
        found = align(quote, base, is_fragment=is_fragment)
        counts["ops_exact"] += [[op.op, len(op.text), len(op.base_text)] for op in found.ops] == row["ops"]
        counts["relation"] += found.relation == row["relation"]
        counts["meaning"] += (
            bool(meaning_change(found.ops, is_fragment=is_fragment)) == row["meaning_changed"]
        )
    return counts


def score_read(data: Path) -> Counter[str]:
    """Count pairs of which every step that is no keeping is as a reader wrote it down: its sort and its words."""
    gold = [json.loads(line) for line in READ.read_text().splitlines()]
    texts = {
        (name, key): text for name in {row["set"] for row in gold} for key, text in read_texts(data / name)
    }
    counts: Counter[str] = Counter(n=len(gold), ops_exact=0)
    for row in gold:
        quote, base = (
            words_between(texts[row["set"], row[side]["id"]], row[side]["spans"])
            for side in ("quote", "base")
        )
        printed, full = WORD.findall(quote), WORD.findall(base)
        expected = [(op, printed[a:b], full[c:d]) for op, a, b, c, d in row["changes"]]
        found = [
            (op.op, WORD.findall(op.text), WORD.findall(op.base_text))
            for op in align(quote, base).ops
            if op.op != "keep"
        ]
        counts["ops_exact"] += found == expected
    return counts


def read_texts(folder: Path) -> list[tuple[str, str]]:
    with gzip.open(folder / "input.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [(record["id"], record["text"]) for record in map(json.loads, lines)]


def words_between(text: str, spans: list[list[int]]) -> str:
    return " ".join(text[start:end] for start, end in spans)


if __name__ == "__main__":
    main()
