"""Compare the search for copies with datatrove's MinHash: cost and recall on the same articles, in one go.

    python benchmarks/dedupe_datatrove.py ../shared/bench/data/dedupe_edited --python OTHER/bin/python

OTHER is an environment of its own (`pip install datatrove nltk spacy tokenizers "xxhash<3.6" regex fasteners orjson`): datatrove
asks for other versions of what Newsloom needs. Costs are CPU seconds, imports and reading included on both sides; a pair
counts as found by datatrove if both articles are in one of its clusters.
"""

import argparse
import gzip
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path


def read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def newsloom_pairs(folder: Path) -> set[frozenset[str]]:
    from dedupe_warehouse import Warehouse

    from tasks.vocabulary.schemas import rows_to_table

    rows = [
        {"article_id": r["id"], "url": r.get("url"), "title": r.get("title"), "text": r["text"]}
        for r in read(folder / "input.jsonl.gz")
    ]
    warehouse = Warehouse(threads=1)
    found = warehouse.duplicates(rows_to_table("articles", rows)).to_pylist()
    return {frozenset((row["article_a"], row["article_b"])) for row in found}


def datatrove_pairs(folder: Path) -> set[frozenset[str]]:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import minhash
    from datatrove.pipeline.readers import JsonlReader

    config = minhash.MinhashConfig()  # 14 buckets of 8 hashes of 5-grams, as in its examples
    with tempfile.TemporaryDirectory() as work:
        steps = (
            [
                JsonlReader(str(folder), glob_pattern="input.jsonl.gz"),
                minhash.MinhashDedupSignature(f"{work}/signatures", config=config),
            ],
            [minhash.MinhashDedupBuckets(f"{work}/signatures", f"{work}/buckets", config=config)],
        )
        for number, pipeline in enumerate(steps):
            tasks = 1 if number == 0 else config.num_buckets
            LocalPipelineExecutor(pipeline, tasks=tasks, workers=1, logging_dir=f"{work}/logs{number}").run()
        ids = [record["id"] for record in read(folder / "input.jsonl.gz")]
        groups: dict[int, int] = {}

        def root(node: int) -> int:
            while groups.setdefault(node, node) != node:
                node = groups[node]
            return node

        for path in sorted(Path(work, "buckets").rglob("*.dups")):
            for _, a, _, b in struct.iter_unpack("<4I", path.read_bytes()):
                groups[root(a)] = root(b)
    members: dict[int, list[str]] = defaultdict(list)
    for node in list(groups):
        members[root(node)].append(ids[node])
    return {frozenset(pair) for together in members.values() for pair in combinations(together, 2)}


SIDES = {"newsloom": newsloom_pairs, "datatrove": datatrove_pairs}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable, help="of the environment that has datatrove")
    parser.add_argument("--side", choices=SIDES, help="run one side only and print its pairs")
    args = parser.parse_args()
    if args.side:
        print(json.dumps([sorted(pair) for pair in SIDES[args.side](args.folder)]))
        return
    truth = {frozenset((r["a"], r["b"])): r for r in read(args.folder / "truth.jsonl.gz")}
    for side, python in (("newsloom", sys.executable), ("datatrove", args.python)):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        env = {
            name: value for name, value in os.environ.items() if side == "newsloom" or name != "PYTHONPATH"
        }
        command = [python, __file__, str(args.folder), "--side", side]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found = {frozenset(pair) for pair in json.loads(done.stdout.splitlines()[-1])}
        jaccard = [pair for pair, row in truth.items() if row["jaccard"] >= 0.5]
        held = [pair for pair, row in truth.items() if row["containment"] >= 0.7]
        print(
            f"{side:>9}: {cpu:.1f} CPU s ({time.monotonic() - began:.0f} s) | recall at Jaccard >= .5 "
            f"{share(jaccard, found):.1%}, at containment >= .7 {share(held, found):.1%} | precision {share(found, truth):.1%}",
            flush=True,
        )


def share(wanted, found) -> float:
    return sum(pair in found for pair in wanted) / max(1, len(wanted))


if __name__ == "__main__":
    main()
