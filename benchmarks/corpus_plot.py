"""Draw what `corpus_delta.py` and `run_sizes.py` have measured: docs/scaling.png and docs/scaling.svg.

    pip install matplotlib
    python benchmarks/corpus_plot.py deltas.json runs.json [--folder docs]

Only this script needs matplotlib, which is therefore no dependency of Newsloom.
"""

import argparse
import json
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
mpl.rcParams["svg.hashsalt"] = "newsloom"  # the same figures give the same file
from matplotlib import pyplot as plt  # noqa: E402  the backend is chosen first


def draw(deltas: list[dict[str, float]], runs: list[dict[str, float]], folder: Path) -> None:
    """Write the two curves as one picture, as PNG and as SVG."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), constrained_layout=True)
    left.plot([one["articles"] for one in deltas], [one["cpu"] for one in deltas], marker="o")
    left.set(
        xscale="log",
        xlabel="articles in the warehouse",
        ylabel="CPU seconds",
        title="A run of three new articles",
    )
    left.set_ylim(bottom=0)
    sizes, rates = [one["articles"] for one in runs], [one["articles"] / one["cpu"] for one in runs]
    right.plot(sizes, rates, marker="o", color="tab:green")
    right.set(
        xscale="log",
        xlabel="articles in the run",
        ylabel="articles a CPU second",
        title="A run into a new warehouse",
    )
    right.set_ylim(bottom=0)
    for axes, measured in ((left, deltas), (right, runs)):
        axes.grid(alpha=0.3)
        axes.set_xticks([one["articles"] for one in measured], [f"{one['articles']:,}" for one in measured])
        axes.minorticks_off()
    figure.savefig(folder / "scaling.png", dpi=100)
    figure.savefig(folder / "scaling.svg", metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("deltas", type=Path)
    parser.add_argument("runs", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(__file__).parents[1] / "docs")
    arguments = parser.parse_args()
    deltas, runs = (
        json.loads(path.read_text(encoding="utf-8")) for path in (arguments.deltas, arguments.runs)
    )
    draw(deltas, runs, arguments.folder)


if __name__ == "__main__":
    main()
