"""What stands before, behind and around a quoted segment."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.tree import Tree


class Around:
    """Quotations by place: which ends before, which begins behind, which goes round a segment."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._first = sorted(found, key=lambda f: f.spans[0][0])
        self._last = sorted(found, key=lambda f: f.spans[-1][1])
        self._starts = [f.spans[0][0] for f in self._first]
        self._ends = [f.spans[-1][1] for f in self._last]
        self._reach = list(accumulate((f.spans[-1][1] for f in self._first), max))

    def before(self, at: int) -> Found | None:
        """The last quotation that ends before `at`."""
        k = bisect_right(self._ends, at)
        return self._last[k - 1] if k else None

    def behind(self, at: int) -> Found | None:
        """The first quotation that begins behind `at`."""
        k = bisect_left(self._starts, at)
        return self._first[k] if k < len(self._first) else None

    def holding(self, start: int, end: int) -> bool:
        """Whether a quotation begins before and ends behind."""
        k = bisect_left(self._starts, start)
        return k > 0 and self._reach[k - 1] > end


def unheld(tree: Tree, found: Sequence[Found]) -> list[int]:
    """Numbers of the segments that no quotation touches."""
    spans = sorted(span for f in found for span in f.spans)
    starts = [a for a, _ in spans]
    ends = list(accumulate((b for _, b in spans), max))
    out = []
    for number, segment in enumerate(tree.segments):
        at = bisect_left(starts, segment.end)
        if at == 0 or ends[at - 1] <= segment.start:
            out.append(number)
    return out
