"""What a run of a few new articles costs in warehouses of different sizes, stage by stage.

    python benchmarks/corpus_delta.py FOLDER [FOLDER ...] [--rounds 2] [--articles ARTICLES.jsonl.gz --take 1000] [--out deltas.json]

FOLDER is a warehouse, such as `corpus_made.py` writes; the run goes into a copy of it, which needs as much room again. The articles
are three short texts, or the first of a file of records. Prints the
CPU time (user and system, all processes; the median) and the seconds of each stage, which depend on what else the machine does.
`--out` keeps the figures for `corpus_plot.py`.
"""

import argparse
import gzip
import itertools
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tasks.lake.connect import Warehouse, connect

STAGES = ("read", "clean", "enrich", "dedupe", "resolve", "publish")

TEXT = """\
Council {number} weighs a new bridge over the river Tolmar

France and Norway will send engineers to the river Tolmar next month, the regional council said on Tuesday.

"We shall not wait for another flood before we build bridge number {number}," Ana Kelbrook, the council's chair, told reporters. "The \
old one has stood for ninety years, and it will not stand for ninety-one."

Omar Fenwick, who speaks for the Harbour Council, said the cost was not yet known. "Nobody has shown us a figure that we believe," he said.

Officials who asked not to be named because talks go on said Japan and Canada had been asked for loans. Work begins in spring {number}.
"""


def delta(folder: Path, articles: Path | None, take: int) -> dict[str, float]:
    """Run articles into a copy of a warehouse; return CPU seconds and each stage's seconds."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        copy, inputs = Path(scratch) / "warehouse", Path(scratch) / "input"
        shutil.copytree(folder, copy)
        inputs.mkdir()
        if articles is None:
            for number in range(3):
                (inputs / f"{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
        else:
            with gzip.open(articles, "rt", encoding="utf-8") as lines:
                (inputs / "part.jsonl").write_text("".join(itertools.islice(lines, take)), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "flows.cli", "run", str(inputs), "--warehouse", str(copy)]
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        with connect(Warehouse.at(copy), read_only=True) as con:
            query = f"SELECT {', '.join(f'seconds_{stage}' for stage in STAGES)} FROM run_summary ORDER BY snapshot_id DESC LIMIT 1"
            seconds = con.execute(query).fetchall()[0]
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return {"cpu": cpu, **dict(zip(STAGES, seconds, strict=True))}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--take", type=int, default=1000)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    figures = []
    for folder in arguments.folders:
        with connect(Warehouse.at(folder), read_only=True) as con:
            n_articles = con.execute("SELECT count(*) FROM articles").fetchall()[0][0]
        runs = [delta(folder, arguments.articles, arguments.take) for _ in range(arguments.rounds)]
        middle = {name: median(run[name] for run in runs) for name in runs[0]}
        figures.append({"articles": n_articles, **middle})
        print(
            f"{n_articles:>7} articles: {middle['cpu']:.1f} CPU s;",
            *(f"{stage} {middle[stage]:.1f}" for stage in STAGES),
            flush=True,
        )
    if arguments.out:
        arguments.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
