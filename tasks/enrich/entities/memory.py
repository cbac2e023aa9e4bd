"""The people of an article as its reader keeps them in mind: where they stood, as what, in whose words."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.enrich.parse import Parse
from tasks.vocabulary.titles import words_of

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
SAYING = words_of(
    "say tell add ask warn note state announce argue write explain claim insist reply recall observe"
)
LEAST_SPEECH = 4  # words between marks; less is a term or a title
BESIDE = 4  # characters from a quotation to the words that give it to its speaker: a blank, a comma, a colon


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
        self.genders: dict[int, int] = defaultdict(int)  # votes for a man less those for a woman
        self.count: dict[int, float] = defaultdict(float)

    def quotation(self, token: int) -> int:
        """Return the number of the quotation in which a token stands, or -1."""
        at = self.parse.start[token]
        k = bisect_right(self._starts, at) - 1
        return k if k >= 0 and at < self._ends[k] else -1

    def quotations_of(self, subject: int) -> set[int]:
        """Return the numbers of the quotations that the subject of a verb of saying says: they end or begin beside the two."""
        parse = self.parse
        verb = parse.head[subject]
        if (
            parse.dep[subject] not in SUBJECTS
            or parse.lemma[verb] not in SAYING
            or self.quotation(subject) >= 0
        ):
            return set()
        first, last = min(subject, verb), max(subject, verb)
        before = bisect_right(self._ends, parse.start[first]) - 1
        after = bisect_left(self._starts, parse.end[last])
        return {
            k
            for k, gap in (
                (before, parse.start[first] - self._ends[before] if before >= 0 else BESIDE),
                (after, self._starts[after] - parse.end[last] if after < len(self._starts) else BESIDE),
            )
            if gap < BESIDE
        }

    def note_speakers(self, places: Sequence[Seen]) -> None:
        """Find the subjects of the saying beside each quotation, before and after it."""
        parse = self.parse
        sayers: dict[int, set[int]] = defaultdict(set)
        for place in places:
            if (
                place.quotation < 0
                and parse.dep[place.top] in SUBJECTS
                and parse.lemma[parse.head[place.top]] in SAYING
            ):
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
