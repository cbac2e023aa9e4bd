"""How many articles a run takes in per second of processor time, by the number of articles of the run.

    python benchmarks/run_sizes.py ARTICLES.jsonl.gz [--sizes 50,200,800] [--out runs.json]

Takes the first articles of a file of records into a new warehouse each time, and counts the CPU time (user and system) of the whole
process tree, Prefect's server, imports and models included. `--out` keeps the figures for `corpus_plot.py`.
"""

import argparse
import gzip
import itertools
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path


def run_of(articles: Path, size: int) -> float:
    """Return the CPU seconds of a run of the first `size` articles into a new warehouse."""
    with tempfile.TemporaryDirectory() as scratch:
        part = Path(scratch) / "part.jsonl"
        with gzip.open(articles, "rt", encoding="utf-8") as lines:
            part.write_text("".join(itertools.islice(lines, size)), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "flows.cli", "run", str(part), "--warehouse", f"{scratch}/warehouse"]
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", default="50,200,800")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    figures = []
    for size in map(int, arguments.sizes.split(",")):
        cpu = run_of(arguments.articles, size)
        figures.append({"articles": size, "cpu": cpu})
        print(f"{size:>6} articles: {cpu:.1f} CPU s, {size / cpu:.1f} articles a CPU second", flush=True)
    if arguments.out:
        arguments.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
