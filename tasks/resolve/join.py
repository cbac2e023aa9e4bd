"""Which quotations are one utterance: one thing said once, however many outlets print it.

Quotations that share eight words in a row and have speakers that agree are joined, the surest pairs first, and never
so that two people end up in one utterance. Shorter ones join only what the same speaker says in the same story. The
outcome is a function of the set of quotations; whatever has no link can be joined apart.
"""

from collections.abc import Iterable, Sequence

from tasks.resolve.links import Pair, homes, long_links, reworded_links
from tasks.resolve.parting import running_on
from tasks.resolve.quotation import Quotation
from tasks.resolve.speakers import clash, identity


class _Groups:
    """Quotations joined so far; one group never holds two people."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self.of: dict[str, str] = {}
        self.members: dict[str, list[Quotation]] = {}
        for quotation in quotations:
            self.of[quotation.quote_id] = quotation.quote_id
            self.members[quotation.quote_id] = [quotation]

    def join(self, pairs: Iterable[Pair]) -> None:
        """Join each pair unless two different people would meet."""
        for a, b in pairs:
            x, y = self.of[a.quote_id], self.of[b.quote_id]
            if x == y or _people_clash(self.members[x], self.members[y]):
                continue
            for quotation in self.members[max(x, y)]:
                self.of[quotation.quote_id] = min(x, y)
            self.members[min(x, y)] += self.members.pop(max(x, y))


def _people_clash(a: Sequence[Quotation], b: Sequence[Quotation]) -> bool:
    first = {identity(q): q for q in a}
    second = {identity(q): q for q in b}
    return any(clash(p, q) for p in first.values() for q in second.values())


def join(quotations: Iterable[Quotation]) -> list[list[Quotation]]:
    """Return the utterances: lists of quotations in founder's order, the utterances by their founders' order."""
    ordered = sorted(quotations, key=lambda q: q.order)
    groups = _Groups(ordered)
    groups.join(long_links(ordered))
    groups.join(running_on(ordered))
    groups.join(reworded_links(ordered))
    groups.join((found[0], quotation) for quotation, found in homes(ordered))
    utterances = [sorted(members, key=lambda q: q.order) for members in groups.members.values()]
    return sorted(utterances, key=lambda members: members[0].order)


def connected(quotations: Iterable[Quotation], seeds: Iterable[str]) -> set[str]:
    """Return the ids of all quotations that a chain of links ties to one of the seeds.

    Joining these alone gives the utterances that joining everything would give them.
    """
    ordered = sorted(quotations, key=lambda q: q.order)
    of = {q.quote_id: q.quote_id for q in ordered}

    def root(quote_id: str) -> str:
        while of[quote_id] != quote_id:
            of[quote_id] = of[of[quote_id]]
            quote_id = of[quote_id]
        return quote_id

    held = ((home, quotation) for quotation, found in homes(ordered) for home in found)
    for links in (long_links(ordered), running_on(ordered), reworded_links(ordered), held):
        for a, b in links:
            of[root(a.quote_id)] = root(b.quote_id)
    for quotation in ordered:
        if quotation.parted_from in of:
            of[root(quotation.quote_id)] = root(quotation.parted_from)
    wanted = {root(seed) for seed in seeds if seed in of}
    return {quote_id for quote_id in of if root(quote_id) in wanted}
