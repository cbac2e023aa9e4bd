"""How often is a run flagged that is as usual, and how often one that is not? Drawn runs, for the bounds of tasks/lake/drift.py.

python benchmarks/drift.py
"""

import random
from collections import Counter

from tasks.lake.drift import RUNS, SPREAD, Figures, measures

DRAWS = 500
USUAL = {"undated": 0.1, "quotes": 4.0, "unattributed": 0.15}
BREAKS = {
    "as usual": {},
    "half have no date": {"undated": 0.5},
    "a quarter of the quotations": {"quotes": 1.0},
    "45 % of nobody": {"unattributed": 0.45},
}


def run(n_articles: int, **changed: float) -> Figures:
    """Draw a run: quotations an article as a gamma variable of the spread that was measured."""
    how = USUAL | changed
    shape = 1 / SPREAD**2
    quotes = sum(round(random.gammavariate(shape, how["quotes"] / shape)) for _ in range(n_articles))
    return Figures(
        "r",
        n_articles,
        sum(random.random() < how["undated"] for _ in range(n_articles)),
        quotes,
        sum(random.random() < how["unattributed"] for _ in range(quotes)),
    )


def main() -> None:
    random.seed(1)
    for n_articles in (10, 30, 60, 200):
        for name, changed in BREAKS.items():
            flagged: Counter[str] = Counter()
            for _ in range(DRAWS):
                before = [run(random.randint(10, 60)) for _ in range(RUNS)]
                told = [one.name for one in measures(run(n_articles, **changed), before) if one.has_drifted]
                flagged.update([*told, "any"] if told else [])
            share = ", ".join(f"{what} {number / DRAWS:.2%}" for what, number in sorted(flagged.items()))
            print(f"{n_articles:>4} articles, {name}: {share or 'never flagged'}")


if __name__ == "__main__":
    main()
