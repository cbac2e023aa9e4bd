"""Score the utterances of an export against hand-checked pairs of quotations.

python benchmarks/utterance_pairs.py EXPORT dedupe
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow.parquet as pq

GOLD = Path(__file__).parent / "gold_utterances" / "pairs.jsonl"
LEAST_COVERED = 0.5  # share of a gold span that a predicted quotation must hold to be the one meant


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("set", choices=("dedupe", "quotes/train"))
    args = parser.parse_args()
    print(summary(score(args.export, args.set)))


def score(export: Path, name: str) -> Counter[str]:
    """Count pairs found in one utterance or two; a quotation that was not found is alone."""
    articles = {
        row["external_id"]: row["article_id"]
        for row in pq.read_table(export / "articles.parquet").to_pylist()
    }
    quotes = defaultdict(list)
    for row in pq.read_table(export / "quotes.parquet").to_pylist():
        if row["kind"] != "indirect" and not row["is_headline"]:
            quotes[row["article_id"]].append(row)
    counts: Counter[str] = Counter()
    for line in GOLD.read_text().splitlines():
        pair = json.loads(line)
        if pair["set"] != name:
            continue
        a, b = (best(quotes[articles.get(pair[side]["id"])], pair[side]["spans"]) for side in "ab")
        counts["missed_quotations"] += (a is None) + (b is None)
        joined = a is not None and b is not None and a["utterance_id"] == b["utterance_id"]
        found = a is not None and b is not None
        counts[f"{'same' if pair['same'] else 'apart'}_{'joined' if joined else 'apart'}"] += 1
        counts["found_same_joined"] += found and pair["same"] and joined
        counts["found_same"] += found and pair["same"]
    return counts


def best(rows: list[dict], spans: list[list[int]]) -> dict | None:
    """Return the quotation that holds most of the spans."""

    def covered(row: dict) -> int:
        return sum(
            max(0, min(e, s["end"]) - max(b, s["start"]))
            for b, e in spans
            for s in row["raw_spans"] or row["spans"]
        )

    top = max(rows, key=covered, default=None)
    return top if top and covered(top) >= LEAST_COVERED * sum(e - b for b, e in spans) else None


def summary(counts: Counter[str]) -> str:
    right, wrong, missed = counts["same_joined"], counts["apart_joined"], counts["same_apart"]
    p, r = right / max(1, right + wrong), right / max(1, right + missed)
    f = 2 * p * r / max(1e-9, p + r)
    of_found = counts["found_same_joined"] / max(1, counts["found_same"])
    return (
        f"utterance pairs P {p:.1%} R {r:.1%} F {f:.1%} | of pairs whose quotations were found {of_found:.1%} joined | "
        f"{counts['missed_quotations']} quotations not found | {dict(sorted(counts.items()))}"
    )


if __name__ == "__main__":
    main()
