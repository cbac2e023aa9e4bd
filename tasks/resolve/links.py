"""Which pairs of quotations may be one utterance, each sort in the order in which they are joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from tasks.resolve.quotation import Quotation
from tasks.resolve.rewording import (
    EMPTY_WORDS,
    LEAST_RUN,
    content_of,
    is_retold,
    is_reworded,
    longest_run,
    says_something,
)
from tasks.resolve.shingles import LEAST_SHARED, SHINGLE_WORDS, contains, fingerprints, shingles
from tasks.resolve.speakers import (
    CLASHING_RUN,
    at_one_time,
    compatible,
    identity,
    is_beyond_doubt,
    same_speaker,
)

TELLING_RUN = 8  # words that say something in a run that nobody else says by chance
LEAST_PART = 1 / 3  # of the shorter of two quotations that a run of fewer than SHINGLE_WORDS must hold
Keys = tuple[str, ...]
Pair = tuple[Quotation, Quotation]
SurePair = tuple[Quotation, Quotation, bool]


def is_long(quotation: Quotation) -> bool:
    """Whether a quotation has enough words to be recognised by them alone."""
    return len(quotation.keys) >= SHINGLE_WORDS


def long_links(ordered: Sequence[Quotation]) -> Iterator[SurePair]:
    """Yield quotations that share eight words in a row, or six at one time, and may have one speaker.

    Those that say the same thing reworded are among them if one speaker is named.

    The third value says whether they are one utterance whoever else is in it. The same words of the same speaker come
    first, then those whose speakers are the same, then the longest runs.
    """
    nodes: dict[object, Quotation] = {}
    for quotation in ordered:
        if len(quotation.keys) < LEAST_SHARED:
            continue
        speaker = identity(quotation)
        node = (quotation.keys, speaker or quotation.story_id or quotation.article_id)
        first = nodes.setdefault(node, quotation)
        if first is not quotation:
            yield first, quotation, True
    by_text: dict[Keys, list[Quotation]] = defaultdict(list)
    for quotation in nodes.values():
        by_text[quotation.keys].append(quotation)
    edges: list[tuple[int, Quotation, Quotation]] = [
        (_weight(keys), a, b)
        for keys, group in by_text.items()
        for a, b in combinations(group, 2)
        if len(keys) >= SHINGLE_WORDS or (at_one_time(a, b) and says_something(keys))
    ]
    for x, y in sorted(_near(by_text)):
        run, at, _ = longest_run(x, y)
        met = [(_weight(x[at : at + run]), a, b) for a in by_text[x] for b in by_text[y]]
        if run >= SHINGLE_WORDS:
            edges += met
            continue
        if is_reworded(x, y):
            edges += [edge for edge in met if same_speaker(*edge[1:])]
        if run >= max(LEAST_SHARED, LEAST_PART * min(len(x), len(y))) and says_something(x[at : at + run]):
            # A speaker says some words again: what one article tells apart is two utterances.
            edges += [(n, a, b) for n, a, b in met if at_one_time(a, b) and a.article_id != b.article_id]
    ranked = [(run, *_in_order(a, b)) for run, a, b in edges]
    ranked.sort(key=lambda edge: (not same_speaker(edge[1], edge[2]), -edge[0], edge[1].order, edge[2].order))
    for run, a, b in ranked:
        if compatible(a, b, run):
            yield a, b, is_beyond_doubt(a, b, run)


def _weight(run: Keys) -> int:
    """Return how many words in a row two quotations share; many that say something weigh as much as a long run."""
    return max(len(run), CLASHING_RUN) if len(content_of(run)) >= TELLING_RUN else len(run)


def _in_order(a: Quotation, b: Quotation) -> Pair:
    return (a, b) if a.order <= b.order else (b, a)


def _near(texts: Iterable[Keys]) -> set[tuple[Keys, Keys]]:
    """Return the pairs of different texts that share a fingerprint, among them all that share six words in a row."""
    posted: dict[int, list[Keys]] = defaultdict(list)
    for keys in sorted(texts):
        for fingerprint in fingerprints(keys):
            posted[fingerprint].append(keys)
    return {pair for together in posted.values() for pair in combinations(together, 2)}


def reworded_links(ordered: Sequence[Quotation]) -> Iterator[Pair]:
    """Yield quotations of one story that say the same in nearly the same words and may have one speaker."""
    posted: dict[tuple[str, Keys], list[int]] = defaultdict(list)
    for number, quotation in enumerate(ordered):
        for run in shingles(quotation.keys, LEAST_RUN):
            posted[place_of(quotation), run].append(number)
    pairs = {pair for together in posted.values() for pair in combinations(together, 2)}
    for i, j in sorted(pairs):
        a, b = ordered[i], ordered[j]
        is_one = is_reworded(a.keys, b.keys) and compatible(a, b, longest_run(a.keys, b.keys)[0])
        if is_one or (a.article_id != b.article_id and same_speaker(a, b) and is_retold(a.keys, b.keys)):
            yield a, b


def homes(ordered: Sequence[Quotation]) -> Iterator[tuple[Quotation, list[Quotation]]]:
    """Yield each short quotation, longest first, with those of its story that hold it word for word, best first.

    Of two with the same words the earlier is the later one's home.
    """
    having: dict[tuple[str, str], list[Quotation]] = defaultdict(list)
    for quotation in ordered:
        for key in set(quotation.keys):
            having[place_of(quotation), key].append(quotation)
    short = [q for q in ordered if q.keys and not is_long(q) and not EMPTY_WORDS.issuperset(q.keys)]
    for quotation in sorted(short, key=lambda q: (-len(q.keys), q.order)):
        near = min((having[place_of(quotation), key] for key in quotation.keys), key=len)
        found = [
            (not same_speaker(q, quotation), not is_long(q), q.is_fragment, q.order, q)
            for q in near
            if (len(q.keys), quotation.order) > (len(quotation.keys), q.order)
            and compatible(q, quotation, _shared_words(q, quotation))
            and contains(q.keys, quotation.keys)
        ]
        if found:
            yield quotation, [home for *_, home in sorted(found, key=lambda entry: entry[:4])]


def _shared_words(home: Quotation, short: Quotation) -> int:
    """Return how many words in a row a short quotation has in common with one that holds it.

    Two mixed ones may have their whole clause in common, marks or none: then one text was copied, and whoever is read as
    the speaker in either is the same.
    """
    run, i, _ = longest_run(short.clause_keys, home.clause_keys)
    is_copied = run >= SHINGLE_WORDS and contains(short.clause_keys[i : i + run], short.keys)
    return run if is_copied else len(short.keys)


def place_of(quotation: Quotation) -> str:
    """Return the story within which short quotations are compared; an article without one is its own."""
    return quotation.story_id or quotation.article_id
