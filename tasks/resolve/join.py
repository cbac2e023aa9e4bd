"""Which quotations are one utterance: one thing said once, however many outlets print it.

Quotations that share eight words in a row and have speakers that agree are joined, the surest pairs first, and never
so that two people end up in one utterance. Shorter ones join only what the same speaker says in the same story. The
outcome is a function of the set of quotations; whatever shares no words can be joined apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from tasks.resolve.parting import running_on
from tasks.resolve.quotation import Quotation
from tasks.resolve.rewording import EMPTY_WORDS, LEAST_RUN, is_reworded, longest_run
from tasks.resolve.shingles import SHINGLE_WORDS, contains, fingerprints, shingles
from tasks.resolve.speakers import clash, compatible, identity, same_speaker


def is_long(quotation: Quotation) -> bool:
    """Whether a quotation has enough words to be recognised by them alone."""
    return len(quotation.keys) >= SHINGLE_WORDS


class _Groups:
    """Quotations joined so far; one group never holds two people."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.members: dict[str, list[Quotation]] = {}

    def add(self, quotation: Quotation) -> None:
        self.of[quotation.quote_id] = quotation.quote_id
        self.members[quotation.quote_id] = [quotation]

    def join(self, a: Quotation, b: Quotation) -> None:
        x, y = self.of[a.quote_id], self.of[b.quote_id]
        if x == y or self._named_clash(self.members[x], self.members[y]):
            return
        x, y = min(x, y), max(x, y)
        for quotation in self.members[y]:
            self.of[quotation.quote_id] = x
        self.members[x] += self.members.pop(y)

    @staticmethod
    def _named_clash(a: Sequence[Quotation], b: Sequence[Quotation]) -> bool:
        first = {identity(q): q for q in a}
        second = {identity(q): q for q in b}
        return any(clash(p, q) for p in first.values() for q in second.values())


def join(quotations: Iterable[Quotation]) -> list[list[Quotation]]:
    """Return the utterances: lists of quotations in founder's order, the utterances by their founders' order."""
    ordered = sorted(quotations, key=lambda q: q.order)
    groups = _Groups()
    for quotation in ordered:
        groups.add(quotation)
    long = [q for q in ordered if is_long(q)]
    _join_long(long, groups)
    for a, b in running_on(ordered):
        groups.join(a, b)
    _join_reworded(ordered, groups)
    _join_short([q for q in ordered if not is_long(q)], groups)
    found = [sorted(members, key=lambda q: q.order) for members in groups.members.values()]
    return sorted(found, key=lambda members: members[0].order)


def _join_long(long: Sequence[Quotation], groups: _Groups) -> None:
    """Join quotations that share eight words in a row, the longest shared runs first."""
    nodes: dict[tuple[tuple[str, ...], tuple[str, str] | None], Quotation] = {}
    for quotation in long:
        node = (quotation.keys, identity(quotation))
        groups.join(nodes.setdefault(node, quotation), quotation)
    edges = []
    by_text: dict[tuple[str, ...], list[Quotation]] = defaultdict(list)
    for (keys, _), quotation in nodes.items():
        by_text[keys].append(quotation)
    for keys, group in by_text.items():
        edges += [(len(keys), a, b) for a, b in combinations(group, 2)]
    for x, y in sorted(_candidates(by_text)):
        run = longest_run(x, y)[0]
        edges += [(run, a, b) for a in by_text[x] for b in by_text[y]]
    edges.sort(key=lambda e: (not same_speaker(e[1], e[2]), -e[0], e[1].order, e[2].order))
    for run, a, b in edges:
        if compatible(a, b, run):
            groups.join(a, b)


def _candidates(texts: Iterable[tuple[str, ...]]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the pairs of different texts that share eight words in a row."""
    posted: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for keys in sorted(texts):
        for fingerprint in fingerprints(keys):
            posted[fingerprint].append(keys)
    pairs = {pair for together in posted.values() for pair in combinations(together, 2)}
    runs = {keys: shingles(keys) for pair in pairs for keys in pair}
    return {(a, b) for a, b in pairs if not runs[a].isdisjoint(runs[b])}


def _join_reworded(ordered: Sequence[Quotation], groups: _Groups) -> None:
    """Join quotations of one speaker in one story that say the same in nearly the same words."""
    posted: dict[tuple[str, tuple[str, ...]], list[Quotation]] = defaultdict(list)
    for quotation in ordered:
        for run in shingles(quotation.keys, LEAST_RUN):
            posted[_place(quotation), run].append(quotation)
    pairs: dict[tuple[str, str], tuple[Quotation, Quotation]] = {}
    for together in posted.values():
        for a, b in combinations(together, 2):
            pairs[a.quote_id, b.quote_id] = (a, b)
    for a, b in sorted(pairs.values(), key=lambda pair: (pair[0].order, pair[1].order)):
        if groups.of[a.quote_id] == groups.of[b.quote_id] or not is_reworded(a.keys, b.keys):
            continue
        if same_speaker(a, b) or compatible(a, b, longest_run(a.keys, b.keys)[0]):
            groups.join(a, b)


def _join_short(short: Sequence[Quotation], groups: _Groups) -> None:
    """Join short quotations, longest first, to what the same speaker says in the same story word for word."""
    places: dict[str, list[Quotation]] = defaultdict(list)
    for members in groups.members.values():
        for quotation in members:
            places[_place(quotation)].append(quotation)
    for quotation in sorted(short, key=lambda q: (-len(q.keys), q.order)):
        if EMPTY_WORDS.issuperset(quotation.keys):
            continue
        homes = [
            q
            for q in places[_place(quotation)]
            if (len(q.keys), quotation.order) > (len(quotation.keys), q.order)
            and compatible(q, quotation, len(quotation.keys))
            and contains(q.keys, quotation.keys)
        ]
        if homes:
            groups.join(
                min(
                    homes,
                    key=lambda q: (not same_speaker(q, quotation), not is_long(q), q.is_fragment, q.order),
                ),
                quotation,
            )


def _place(quotation: Quotation) -> str:
    return quotation.story_id or quotation.article_id
