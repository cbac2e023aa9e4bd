"""The people of an article as its reader keeps them in mind: where they stood, as what, in whose words."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.enrich.entities.tokens import stretch_at
from tasks.enrich.parse import Parse
from tasks.vocabulary.titles import words_of

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
SAYING = words_of(
    "say tell add ask warn note state announce argue write explain claim insist reply recall observe"
)
LEAST_SPEECH = 4  # words between marks; less is a term or a title
# Characters from a quotation to the words that give it to its speaker: a blank, a comma, a colon.
LONGEST_GAP = 3


@dataclass(slots=True)
class Seen:
    """A mention of a person: first token, its sentence, top token, who it is, the quotation it stands in (-1: none).

    `weight` is what speaks for it whatever is asked.
    """

    first: int
    sentence: int
    top: int
    entity: int
    is_pronoun: bool
    quotation: int
    weight: float = 0.0


class ReaderMemory:
    """What is known of an article's people while it is read from its start.

    Attributes:
        seen: the mentions so far.
        genders: by entity, votes for a man less those for a woman.
        count: by entity, mentions so far, pronouns at half.
        subjects: by verb, the tokens of its subjects.
        speakers: of each quotation, the entities that are said to say it.
        inside: of each quotation, the entities that are named in it.
    """

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        speech = [
            s for s in parse.segments if parse.text.count(" ", s.inner_start, s.inner_end) >= LEAST_SPEECH - 1
        ]
        self.subjects: dict[int, set[int]] = defaultdict(set)  # by verb
        for i in [i for i, dep in enumerate(parse.dep) if dep in SUBJECTS]:
            self.subjects[parse.head[i]].add(i)
        self._starts = [s.start for s in speech]
        self._ends = [s.end for s in speech]
        self.seen: list[Seen] = []
        self.speakers: list[set[int]] = []  # of each quotation
        self.inside: list[set[int]] = [set() for _ in speech]
        self.genders: dict[int, int] = defaultdict(int)  # votes for a man less those for a woman
        self.count: dict[int, float] = defaultdict(float)

    def quotation(self, token: int) -> int:
        """Return the number of the quotation in which a token stands, or -1."""
        return stretch_at(self._starts, self._ends, self.parse.start[token])

    def quotations_of(self, subject: int) -> set[int]:
        """Return the numbers of the quotations that the subject of a verb of saying says: they end or begin beside the two."""
        if not self._says(subject) or self.quotation(subject) >= 0:
            return set()
        parse, verb = self.parse, self.parse.head[subject]
        start, end = parse.start[min(subject, verb)], parse.end[max(subject, verb)]
        before, after = bisect_right(self._ends, start) - 1, bisect_left(self._starts, end)
        found = set()
        if before >= 0 and start - self._ends[before] <= LONGEST_GAP:
            found.add(before)
        if after < len(self._starts) and self._starts[after] - end <= LONGEST_GAP:
            found.add(after)
        return found

    def _says(self, token: int) -> bool:
        """Whether a token is the subject of a verb of saying."""
        parse = self.parse
        return parse.dep[token] in SUBJECTS and parse.lemma[parse.head[token]] in SAYING

    def named(self, quotations: Iterable[int]) -> set[int]:
        """Return the entities named in any of the quotations."""
        return set().union(*(self.inside[quotation] for quotation in quotations))

    def note_speakers(self, places: Sequence[Seen]) -> None:
        """Find the subjects of the saying beside each quotation, before and after it, and whom it names."""
        parse = self.parse
        sayers: dict[int, set[int]] = defaultdict(set)
        for place in places:
            if place.quotation >= 0:
                self.inside[place.quotation].add(place.entity)
            elif self._says(place.top):
                sayers[parse.sent[place.top]].add(place.entity)
        for start, end in zip(self._starts, self._ends, strict=True):
            first = min(bisect_left(parse.end, start + 1), len(parse) - 1)
            last = max(first, bisect_left(parse.start, end) - 1)
            near = (parse.sent[first] - 1, parse.sent[first], parse.sent[last])
            self.speakers.append(set().union(*(sayers[sentence] for sentence in near)))

    def add(self, place: Seen, weight: float) -> None:
        """Take note of a mention."""
        self.seen.append(place)
        self.count[place.entity] += weight
