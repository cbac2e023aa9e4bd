"""He and she: the person meant, by how recently, how and how often people stand before; silent when in doubt.

In news the nearest compatible speaker beats general coreference, so being the subject of a verb of saying counts.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.enrich.entities.mention import Mention
from tasks.enrich.parse import Parse
from tasks.vocabulary.names import Gender, gender_of

PRONOUNS: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"
}  # fmt: skip
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
OBJECTS = frozenset(("dobj", "pobj", "iobj", "dative"))
SAYING = frozenset("say tell add ask warn note state announce argue write explain".split())  # noqa: SIM905
MARGIN = 0.5
REACH = 6  # sentences
MEMORY = 40  # mentions of people kept in view


@dataclass(slots=True)
class _Seen:
    """A mention of a person: its first token, its root, who it is."""

    first: int
    root: int
    entity: int
    is_pronoun: bool


def resolve_pronouns(parse: Parse, mentions: Sequence[Mention]) -> list[Mention]:
    """Return a mention for each he and she whose person is clear."""
    people = [m for m in mentions if m.label == "PERSON"]
    names = {m.local_entity: m.local_name for m in people}
    genders: dict[int, Counter[Gender]] = defaultdict(Counter)
    events: list[tuple[int, int, Mention | None]] = []
    for m in people:
        first = bisect_left(parse.end, m.start + 1)
        last = max(first, bisect_left(parse.start, m.end) - 1)
        if first >= len(parse):
            continue
        events.append((first, root_of(parse, first, last), m))
        told = gender_of(parse.text[m.start : m.end]) or gender_of(m.local_name)
        if told:
            genders[m.local_entity][told] += 1
    for i, word in enumerate(parse.words):
        if word.lower() in PRONOUNS:
            events.append((i, i, None))
    events.sort(key=lambda e: (e[0], e[2] is None))
    seen: list[_Seen] = []
    count: dict[int, float] = defaultdict(float)
    out: list[Mention] = []
    for first, root, mention in events:
        if mention is not None:
            seen.append(_Seen(first, root, mention.local_entity, is_pronoun=False))
            count[mention.local_entity] += 1
            continue
        entity = _referent(parse, root, seen[-MEMORY:], genders, count)
        if entity is None:
            continue
        seen.append(_Seen(root, root, entity, is_pronoun=True))
        count[entity] += 0.5
        gender = PRONOUNS[parse.words[root].lower()]
        genders[entity][gender] += 1
        out.append(
            Mention(
                parse.start[root],
                parse.end[root],
                "PERSON",
                entity,
                names[entity],
                is_pronoun=True,
                gender=gender,
            )
        )
    return out


def root_of(parse: Parse, first: int, last: int) -> int:
    """Return the token of first..last whose head lies outside."""
    return next(
        (i for i in range(first, last + 1) if not first <= parse.head[i] <= last or parse.head[i] == i), last
    )


def _referent(
    parse: Parse,
    i: int,
    seen: Sequence[_Seen],
    genders: dict[int, Counter[Gender]],
    count: Mapping[int, float],
) -> int | None:
    """Return the entity that the pronoun at token `i` stands for, or None."""
    gender = PRONOUNS[parse.words[i].lower()]
    is_object = parse.dep[i] in OBJECTS
    heads = (parse.head[i], parse.head[parse.head[i]])
    scores: dict[int, float] = {}
    for place in seen:
        told = genders[place.entity].most_common(1)[0][0] if genders[place.entity] else None
        gap = parse.sent[i] - parse.sent[place.first]
        if gap > REACH or told not in (None, gender):
            continue
        dep, head = parse.dep[place.root], parse.head[place.root]
        score = -0.8 * gap + 1.2 * (dep in SUBJECTS) - 0.4 * (dep in ("poss", "compound", "pobj"))
        score += 0.9 * place.is_pronoun + 0.2 * min(count.get(place.entity, 0), 6) + 0.8 * (told is not None)
        score += 0.4 * (parse.lemma[head] in SAYING) + 0.002 * (place.first - i)
        if is_object and head in heads and dep == "nsubj" and not parse.words[i].endswith("self"):
            score -= 3
        scores[place.entity] = max(scores.get(place.entity, -99.0), score)
    best = sorted(scores, key=lambda entity: (-scores[entity], entity))
    if best and (len(best) == 1 or scores[best[0]] - scores[best[1]] >= MARGIN):
        return best[0]
    return None
