"""Score the aligner on hand-checked pairs of a quotation and its fuller form.

python benchmarks/utterance_alignments.py --data ../shared/bench/data
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from tasks.resolve.align import align
from tasks.resolve.meaning import meaning_change

GOLD = Path(__file__).parent / "gold_utterances" / "alignments.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    args = parser.parse_args()
    counts = score(args.data)
    n = counts.pop("n")
    print(f"alignments n={n} | " + " | ".join(f"{name} {count / n:.1%}" for name, count in counts.items()))


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


def read_texts(folder: Path) -> list[tuple[str, str]]:
    with gzip.open(folder / "input.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [(record["id"], record["text"]) for record in map(json.loads, lines)]


def words_between(text: str, spans: list[list[int]]) -> str:
    return " ".join(text[start:end] for start, end in spans)


if __name__ == "__main__":
    main()
