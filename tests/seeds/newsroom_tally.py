"""Right answers counted per figure."""

from collections import Counter


class Tally:
    """Counts of right answers per figure, and a line for each miss."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, figure: str, ok: object, where: str = "", want: object = "", got: object = "") -> None:
        """Count one answer."""
        self.all[figure] += 1
        self.right[figure] += bool(ok)
        if not ok:
            self.misses.append(f"{figure:24} {where}: want {want!r}, got {got!r}")

    def figures(self) -> dict[str, float]:
        """Return every figure in per cent."""
        return {name: round(100 * self.right[name] / n, 1) for name, n in sorted(self.all.items())}
