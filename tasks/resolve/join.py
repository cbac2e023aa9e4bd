"""Which quotations are one utterance: one thing said once, however many outlets print it.

Quotations that share eight words in a row and have speakers that agree are joined, the surest pairs first, so that two
people end up in one utterance only where the words leave no doubt that one of them was named wrongly. Shorter ones join
only what the same speaker, or nobody in particular, says in the same story. The outcome is a function of the set of
quotations; whatever has no link can be joined apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from tasks.resolve.links import Pair, SurePair, homes, long_links, reworded_links
from tasks.resolve.parting import running_on
from tasks.resolve.quotation import Quotation
from tasks.resolve.speakers import clash, identity, same_speaker


class _Groups:
    """Quotations joined so far."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self.of: dict[str, str] = {}
        self.members: dict[str, list[Quotation]] = {}
        for quotation in quotations:
            self.of[quotation.quote_id] = quotation.quote_id
            self.members[quotation.quote_id] = [quotation]

    def join(self, pairs: Iterable[Pair]) -> None:
        """Join each pair of one speaker, others unless the people whom most quotations of their groups name differ."""
        self.join_sure((a, b, False) for a, b in pairs)

    def join_sure(self, pairs: Iterable[SurePair]) -> None:
        """Join each pair as `join` does, or in any case where it is marked as sure."""
        for a, b, is_sure in pairs:
            x, y = self.of[a.quote_id], self.of[b.quote_id]
            if x == y:
                continue
            if not (is_sure or same_speaker(a, b) or _may_meet(self.members[x], self.members[y])):
                continue
            for quotation in self.members[max(x, y)]:
                self.of[quotation.quote_id] = min(x, y)
            self.members[min(x, y)] += self.members.pop(max(x, y))


def _may_meet(a: Sequence[Quotation], b: Sequence[Quotation]) -> bool:
    first, second = _main_speaker(a), _main_speaker(b)
    return first is None or second is None or not clash(first, second)


def _main_speaker(members: Sequence[Quotation]) -> Quotation | None:
    """Return a quotation of the person that most quotations name; of equals the one named first."""
    named = [q for q in members if q.speaker_kind == "person" and q.speaker_name]
    votes = Counter(map(identity, named))
    return min(named, key=lambda q: (-votes[identity(q)], q.order), default=None)


def join(quotations: Iterable[Quotation]) -> list[list[Quotation]]:
    """Return the utterances: lists of quotations in founder's order, the utterances by their founders' order."""
    ordered = sorted(quotations, key=lambda q: q.order)
    groups = _Groups(ordered)
    groups.join_sure(long_links(ordered))
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
    sure = ((a, b) for a, b, _ in long_links(ordered))
    for links in (sure, running_on(ordered), reworded_links(ordered), held):
        for a, b in links:
            of[root(a.quote_id)] = root(b.quote_id)
    for quotation in ordered:
        if quotation.parted_from in of:
            of[root(quotation.quote_id)] = root(quotation.parted_from)
    wanted = {root(seed) for seed in seeds if seed in of}
    return {quote_id for quote_id in of if root(quote_id) in wanted}
