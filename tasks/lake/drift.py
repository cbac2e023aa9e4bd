"""Does a run differ from those before it by more than chance? Robust: one odd run before does not hide the next.

A figure is flagged when it lies further from the median of the last runs than `DEVIATIONS` times what it scatters by:
the scatter of those runs (1.4826 × their median absolute deviation; Rousseeuw and Croux, 1993) or, where that is more,
what so few articles scatter by themselves. Under a tenth of a share, or a third of a rate, nothing is flagged.
benchmarks/drift.py draws runs and counts: false alarms, and breaks that are seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

RUNS = 20  # that are compared with
FEWEST_RUNS = 5  # fewer tell nothing of their scatter
FEWEST_ARTICLES = 10  # of a run that is compared, or compared with
DEVIATIONS = 3.5
MAD_TO_SIGMA = 1.4826  # for a normal distribution
LEAST_SHARE = 0.10
LEAST_OF_RATE = 1 / 3
SPREAD = 0.8  # of the quotations an article, as a part of their mean: 0.81 on PolNeAR's 840 training articles


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one run that its quality is told by."""

    run_id: str
    n_articles: int
    n_undated: int
    n_quotes: int
    n_unattributed: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a run beside those before it.

    Attributes:
        name: what is measured.
        value: of the run; None if there is nothing to measure.
        usual: the median of the runs before; None while they are too few.
        least: below this it has drifted.
        most: above this it has drifted.
        n_runs: that were compared with.
    """

    name: str
    value: float | None
    usual: float | None
    least: float | None
    most: float | None
    n_runs: int

    @property
    def has_drifted(self) -> bool:
        """Whether the value lies outside of what is usual."""
        if self.value is None or self.least is None or self.most is None:
            return False
        return not self.least <= self.value <= self.most


def measures(now: Figures, before: Sequence[Figures]) -> list[Measure]:
    """Compare a run with those before it.

    Args:
        now: the run.
        before: the last `RUNS` runs with `FEWEST_ARTICLES` or more.
    """
    return [
        _share(
            "share of articles without a date", [(one.n_undated, one.n_articles) for one in (now, *before)]
        ),
        _rate("quotations an article", [(one.n_quotes, one.n_articles) for one in (now, *before)]),
        _share(
            "share of quotations of nobody", [(one.n_unattributed, one.n_quotes) for one in (now, *before)]
        ),
    ]


def _share(name: str, counts: Sequence[tuple[int, int]]) -> Measure:
    """Compare parts of wholes; a part of n scatters as n draws do, one draw of either kind added (Agresti and Coull)."""

    def chance(usual: float, n: int) -> float:
        smoothed = (usual * n + 1) / (n + 2)
        return smoothed * (1 - smoothed) / n

    return _compared(name, counts, chance, least_of_usual=0.0, least=LEAST_SHARE)


def _rate(name: str, counts: Sequence[tuple[int, int]]) -> Measure:
    def chance(usual: float, n: int) -> float:
        return (SPREAD * usual) ** 2 / n

    return _compared(name, counts, chance, least_of_usual=LEAST_OF_RATE, least=0.0)


def _compared(
    name: str,
    counts: Sequence[tuple[int, int]],
    chance: Callable[[float, int], float],
    *,
    least_of_usual: float,
    least: float,
) -> Measure:
    """Compare the first of some counts (part, whole) with the others.

    Args:
        name: of the figure.
        counts: of the run, then of those before.
        chance: the variance of the figure of n things, if all is as usual.
        least_of_usual: the least difference that is flagged, as a part of the usual value.
        least: the least difference that is flagged.
    """
    (part, whole), *others = counts
    values = [one / n for one, n in others if n]
    value = part / whole if whole else None
    if value is None or len(values) < FEWEST_RUNS:
        return Measure(name, value, None, None, None, len(values))
    usual = median(values)
    scatter = MAD_TO_SIGMA * median(abs(one - usual) for one in values)
    bound = max(DEVIATIONS * scatter, DEVIATIONS * sqrt(chance(usual, whole)), least, least_of_usual * usual)
    if whole < FEWEST_ARTICLES:
        return Measure(name, value, usual, None, None, len(values))
    return Measure(name, value, usual, usual - bound, usual + bound, len(values))
