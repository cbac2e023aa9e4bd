"""He and she: the person meant, by how recently, how and how often people stand before; silent when in doubt.

In news the nearest compatible speaker beats general coreference: being the subject of a verb of saying counts, and
what stands between quotation marks is another's voice, in which the speaker is "I". Weights and margin were set on
the he and she of 66 news articles (188 of named persons).
"""

from collections.abc import Sequence

from tasks.enrich.entities.memory import SAYING, SUBJECTS, ReaderMemory, Seen
from tasks.enrich.entities.mention import Mention
from tasks.enrich.entities.tokens import token_range, top_token
from tasks.enrich.parse import Parse
from tasks.vocabulary.names import Gender, first_name_gender, gender_of

PRONOUNS: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"
}  # fmt: skip
WRITTEN = frozenset(form for word in PRONOUNS for form in (word, word.capitalize(), word.upper()))
VOTE: dict[Gender, int] = {"m": 1, "f": -1}
OBJECTS = frozenset(("dobj", "pobj", "iobj", "dative"))
MARGIN = 0.5
REACH = 6  # sentences
MEMORY = 40  # mentions of people kept in view
# What speaks for a candidate, and what against.
PER_SENTENCE = -0.8
PER_TOKEN = -0.002
AS_SUBJECT = 1.2
AS_MODIFIER = -0.4
AS_PRONOUN = 0.9
PER_MENTION, MOST_MENTIONS = 0.2, 6
SAME_GENDER = 0.8
AS_SPEAKER = 0.4
ABOVE = 1.2  # subject of the clause that the pronoun's clause hangs on
BESIDE = -3.0  # subject of the clause whose object the pronoun is
OWN_VOICE = -2.0  # what is left to those who say the quotation in which the pronoun stands
OTHER_VOICE = -0.8  # named only inside a quotation in which the pronoun does not stand
HIS_OWN_WORDS = -2.0  # what is left to those named in what the pronoun says: there he calls himself "I"


def resolve_pronouns(parse: Parse, mentions: Sequence[Mention]) -> list[Mention]:
    """Return a mention for each he and she whose person is clear."""
    pronouns = [i for i, word in enumerate(parse.words) if word in WRITTEN]
    if not pronouns:
        return []
    named = {i for m in mentions for i in token_range(parse, m.start, m.end)}  # "Her Majesty"
    pronouns = [i for i in pronouns if i not in named]
    article = ReaderMemory(parse)
    names: dict[int, str] = {}
    events: list[tuple[int, Seen | None]] = []
    for m in mentions:
        tokens = token_range(parse, m.start, m.end)
        if m.label != "PERSON" or not tokens:
            continue
        names[m.local_entity] = m.local_name
        top = top_token(parse, tokens)
        quotation = article.quotation(tokens.start)
        events.append(
            (
                tokens.start,
                Seen(
                    tokens.start,
                    parse.sent[tokens.start],
                    top,
                    m.local_entity,
                    is_pronoun=False,
                    quotation=quotation,
                ),
            )
        )
        told = gender_of(parse.text[m.start : m.end]) or gender_of(m.local_name)
        if told is None and " " not in m.local_name:  # known by one name: a first name, if it is one
            told = first_name_gender(m.local_name)
        if told:
            article.genders[m.local_entity] += VOTE[told]
    article.note_speakers([place for _, place in events if place])
    events += [(i, None) for i in pronouns]
    events.sort(key=lambda e: (e[0], e[1] is None))
    out: list[Mention] = []
    for top, place in events:
        if place is not None:
            place.weight = _weight(parse, place)
            article.add(place, 1)
            continue
        entity = _referent(article, top)
        if entity is None:
            continue
        again = Seen(top, parse.sent[top], top, entity, is_pronoun=True, quotation=article.quotation(top))
        again.weight = _weight(parse, again)
        article.add(again, 0.5)
        gender = PRONOUNS[parse.words[top].lower()]
        article.genders[entity] += VOTE[gender]
        out.append(
            Mention(
                parse.start[top],
                parse.end[top],
                "PERSON",
                entity,
                names[entity],
                is_pronoun=True,
            )
        )
    return out


def _referent(article: ReaderMemory, i: int) -> int | None:
    """Return the entity that the pronoun at token `i` stands for, or None."""
    parse = article.parse
    gender = PRONOUNS[parse.words[i].lower()]
    quotation = article.quotation(i)
    above, beside = _subjects(article, i)
    his_own = article.quotations_of(i)
    scores: dict[int, float] = {}
    vote, sentence = VOTE[gender], parse.sent[i]
    genders, count = article.genders, article.count
    for place in article.seen[: -MEMORY - 1 : -1]:
        gap = sentence - place.sentence
        if gap > REACH:
            break
        entity = place.entity
        told = genders.get(entity, 0) * vote
        if told < 0:
            continue
        score = place.weight + PER_SENTENCE * gap + PER_TOKEN * (i - place.first)
        score += PER_MENTION * min(count[entity], MOST_MENTIONS)
        if told > 0:
            score += SAME_GENDER
        if place.top in above:
            score += ABOVE
        if place.top in beside:
            score += BESIDE
        if place.quotation not in (-1, quotation):
            score += OTHER_VOICE
        if score > scores.get(entity, -99.0):
            scores[entity] = score
    for entity in article.named(his_own) & scores.keys():
        scores[entity] = min(scores[entity], HIS_OWN_WORDS)
    if quotation >= 0:
        for entity in article.speakers[quotation] & scores.keys():
            scores[entity] = min(scores[entity], OWN_VOICE)
    best = sorted(scores, key=lambda entity: (-scores[entity], entity))
    if best and (len(best) == 1 or scores[best[0]] - scores[best[1]] >= MARGIN):
        return best[0]
    return None


def _weight(parse: Parse, place: Seen) -> float:
    """What speaks for a mention by itself: as what it stands, and of which verb."""
    dep = parse.dep[place.top]
    score = AS_PRONOUN * place.is_pronoun + AS_SPEAKER * (parse.lemma[parse.head[place.top]] in SAYING)
    return score + AS_SUBJECT * (dep in SUBJECTS) + AS_MODIFIER * (dep in ("poss", "compound", "pobj"))


def _subjects(article: ReaderMemory, i: int) -> tuple[set[int], set[int]]:
    """Return the subjects of the nearest clause above a pronoun, and those it cannot stand for."""
    parse = article.parse
    word = parse.words[i].lower()
    chain = [i]
    while parse.head[chain[-1]] != chain[-1] and len(chain) < 12:
        chain.append(parse.head[chain[-1]])
    own = next((k for k, token in enumerate(chain) if k and parse.pos[token] in ("VERB", "AUX")), len(chain))
    above: set[int] = set()
    beside: set[int] = set()
    for k, token in enumerate(chain[1:], start=1):
        subjects = article.subjects.get(token, set()) - {chain[k - 1]}
        if k < own or not subjects:
            continue
        if k == own and parse.dep[i] in OBJECTS and not word.endswith("self"):
            beside |= subjects
        elif not above:
            above |= subjects
    return above, beside
