"""From the words that name a speaker to who that is: a person, a body, a group, somebody unnamed."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.enrich.citations.outlets import is_formed_as_outlet
from tasks.enrich.quotes.nouns import ANONYMOUS, BODY, DOCUMENT, GROUP, NOT_SAID_WHO, PLURAL_TAGS, ROLE
from tasks.enrich.quotes.people import MentionLike, People, Person
from tasks.enrich.quotes.records import Found, Span, SpeakerKind
from tasks.enrich.quotes.subjects import RELATIVE, antecedent, noun_phrase
from tasks.enrich.quotes.tree import SUBJECTS, Tree

HE = frozenset({"he", "him", "himself"})
SHE = frozenset({"she", "her", "herself"})
THEY = frozenset({"they", "them", "we", "us"})
ARTICLES = frozenset(
    {"the", "a", "an", "that", "this", "one", "another", "its", "his", "her", "their", "our", "my", "whose"}
)
PRONOUN_REACH = 2500  # characters back to the speaker a pronoun stands for
CARRIED_REACH = (
    600  # characters back to the speaker whom "the president" may take up without being introduced as one
)
REACH_OF_NOUN = 6  # tokens behind a noun that tell how a source knows
SOME = frozenset({"a", "an", "one", "another"})
NO_LONGER = frozenset({"former", "retired", "ex", "senior", "unnamed", "anonymous", "one", "another"})
SOME_PERSON = ("man", "woman", "person", "member")  # a trawlerman, a crew member
MEMORY = 12  # speakers kept in mind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: number of the entity in the article, name, role, kind; `gender` is m, f or None."""

    entity: int | None
    name: str | None
    role: str | None
    kind: SpeakerKind
    gender: str | None = None


UNKNOWN = Speaker(None, None, None, "unknown")
LABEL_KINDS: dict[str, SpeakerKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "organization", "NORP": "group", "LOC": "organization",
    "FAC": "organization",
    "WORK_OF_ART": "document", "LAW": "document", "PRODUCT": "organization", "EVENT": "unknown",
}  # fmt: skip


class SpeakerResolver:
    """Resolves the speakers of one article in the order of the text, remembering who spoke."""

    def __init__(self, tree: Tree, mentions: Sequence[MentionLike], content: Sequence[Span] = ()) -> None:
        """`content`: character ranges of what is said; who acts in there does not go on speaking."""
        self.tree = tree
        self._content = sorted(content)
        self.people = People(tree, mentions)
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]
        self._spoken: list[tuple[int, Speaker]] = []
        self._unnamed: list[tuple[int, frozenset[str], Speaker]] = []

    def resolve(self, found: Found) -> Speaker:
        """Return who said it. Call in the order of the text."""
        if found.speaker is None:
            return UNKNOWN
        speaker = self._resolve(found)
        if speaker.kind in ("person", "anonymous", "role"):
            self._spoken.append((found.speaker[0], speaker))
            del self._spoken[:-MEMORY]
        return speaker

    def _resolve(self, found: Found) -> Speaker:
        if found.speaker is None:
            return UNKNOWN
        start, end = found.speaker
        head = found.speaker_head
        tree = self.tree
        is_bare = head is not None and (start, end) == (tree.start[head], tree.end[head])
        if head is not None and is_bare and (noun := antecedent(tree, head)) is not None:
            head = noun
            start, end = tree.span(*noun_phrase(tree, noun))
        text = tree.text[start:end]
        if found.rule == "transcript" and (holder := self.people.labelled(text)) is not None:
            role = self.people.role_of(holder.entity)
            return Speaker(holder.entity, holder.name, role, "person", holder.gender)
        word = tree.words[head].lower() if head is not None else text.lower()
        if word in HE or word in SHE or text.lower() in HE | SHE:
            return self._pronoun(start, "m" if word in HE else "f")
        named = self._mention(start, end, head)
        if named is not None:
            return named
        if word in RELATIVE:
            return UNKNOWN
        if word in ("i", "me", "myself"):
            return Speaker(None, None, None, "person")
        if word in THEY:
            return Speaker(None, None, None, "group")
        return self._described(start, text, head)

    def _mention(self, start: int, end: int, head: int | None) -> Speaker | None:
        """The named thing that the speaker's words are about: the one at the head, else a person at all."""
        first = bisect_left(self._starts, start)
        inside = [m for m in self.mentions[first : first + 20] if m.start < end and m.end <= end + 3]
        if not inside:
            return None
        at = self.tree.start[head] if head is not None else inside[-1].start
        person = [m for m in inside if m.label == "PERSON"]
        exact = [m for m in inside if m.start <= at < m.end]
        chosen: MentionLike | None = exact[0] if exact else None
        if (chosen is None or chosen.label != "PERSON") and person and self._is_apposed(person[0], head):
            chosen = person[0]
        if chosen is None:
            return None
        plural = (
            head is not None and self.tree.tag[head] in PLURAL_TAGS and chosen.label not in ("ORG", "GPE")
        )
        if chosen.label == "PERSON":
            known = self.people.by_entity.get(chosen.local_entity)
            return Speaker(
                chosen.local_entity,
                chosen.local_name,
                self.people.role_of(chosen.local_entity),
                "person",
                known.gender if known else None,
            )
        kind = "group" if plural else LABEL_KINDS.get(chosen.label, "unknown")
        if chosen.label in ("EVENT", "WORK_OF_ART") and is_formed_as_outlet(chosen.local_name):
            kind = "organization"
        return Speaker(chosen.local_entity, chosen.local_name, None, kind)

    def _is_apposed(self, mention: MentionLike, head: int | None) -> bool:
        """Whether the person's name stands in apposition to the head noun ("the minister, Ada Brown")."""
        if head is None:
            return True
        tree = self.tree
        for c in [*tree.children[head], head]:
            if mention.start <= tree.start[c] < mention.end:
                return tree.dep[c] in ("appos", "compound", "nmod", "flat") or c == head
        return False

    def _pronoun(self, at: int, gender: str) -> Speaker:
        """He or she: as resolved among the mentions, else whoever of that gender acted or spoke last."""
        k = bisect_left(self._starts, at)
        if k < len(self.mentions) and self.mentions[k].start == at and self.mentions[k].is_pronoun:
            m = self.mentions[k]
            if m.local_entity in self.people.by_entity:
                return Speaker(
                    m.local_entity, m.local_name, self.people.role_of(m.local_entity), "person", gender
                )
        spoken = [
            (p, s)
            for p, s in self._spoken
            if p < at and at - p < PRONOUN_REACH and s.gender in (None, gender)
        ]
        acted = self._last_subject(at, gender)
        if spoken and (acted is None or spoken[-1][0] >= acted[0]):
            return spoken[-1][1]
        if acted is not None:
            return acted[1]
        return spoken[-1][1] if spoken else Speaker(None, None, None, "unknown", gender)

    def _last_subject(self, at: int, gender: str) -> tuple[int, Speaker] | None:
        tree = self.tree
        i = bisect_left(tree.start, at) - 1
        seen = 0
        while i >= 0 and at - tree.start[i] < PRONOUN_REACH and seen < 200:
            seen += 1
            if tree.dep[i] in SUBJECTS and not tree.segment_of[i] and not self._is_content(tree.start[i]):
                k = bisect_left(self._starts, tree.start[i] + 1) - 1
                if k >= 0 and self.mentions[k].start <= tree.start[i] < self.mentions[k].end:
                    m = self.mentions[k]
                    known = self.people.by_entity.get(m.local_entity)
                    if m.label == "PERSON" and known and known.gender in (None, gender):
                        role = self.people.role_of(m.local_entity)
                        return tree.start[i], Speaker(m.local_entity, m.local_name, role, "person", gender)
            i -= 1
        return None

    def _nearer(self, holder: Person | None, at: int) -> Person | None:
        """Who spoke just before instead of one who never spoke: “Brown denied it. But the president added”."""
        if holder is not None and any(s.entity == holder.entity for _, s in self._spoken):
            return holder
        for place, speaker in reversed(self._spoken):
            if at - place < CARRIED_REACH and speaker.entity in self.people.by_entity:
                person = self.people.by_entity[speaker.entity]
                return holder if person.roles else person
        return holder

    def _is_content(self, at: int) -> bool:
        k = bisect_left(self._content, (at + 1, 0)) - 1
        return any(a <= at < b for a, b in self._content[max(0, k - 3) : k + 1])

    def _described(self, start: int, text: str, head: int | None) -> Speaker:
        """A noun phrase without a name: an office holder, somebody unnamed, a group, a body, a document."""
        tree = self.tree
        lemma = tree.lemma[head] if head is not None else text.lower().split()[-1]
        is_plural = head is not None and tree.tag[head] in PLURAL_TAGS
        words = text.replace("’", "'").split()
        bare = _bare(text)
        if is_plural:
            if lemma in ANONYMOUS | GROUP | ROLE and not NOT_SAID_WHO.isdisjoint(self._around(head, words)):
                return Speaker(None, bare, None, "anonymous")
            if lemma in DOCUMENT:
                return Speaker(None, bare, None, "document")
            return Speaker(None, bare, None, "group")
        if (words and words[0].lower() in ("the", "that", "this")) or lemma in ROLE:
            core = bare if head is None else _core(tree, head)
            holder = self.people.holder(core, start)
            if words and words[0].lower() == "the" and lemma in ROLE:
                holder = self._nearer(holder, start)
            if holder is not None and not (words and words[0].lower() in ("a", "an", "another", "one")):
                return Speaker(
                    holder.entity, holder.name, self.people.role_of(holder.entity), "person", holder.gender
                )
        if lemma in ANONYMOUS or lemma in ROLE or lemma.endswith(SOME_PERSON):
            is_some = lemma not in ROLE or (
                _begins(words, SOME) and not NO_LONGER.isdisjoint(w.lower() for w in words)
            )
            kind: SpeakerKind = "anonymous" if lemma in ANONYMOUS or is_some else "role"
            mine = frozenset(bare.lower().split())
            for _, known, speaker in reversed(self._unnamed):
                if words and words[0].lower() in ("the", "that", "this") and mine <= known:
                    return speaker
            speaker = Speaker(None, bare, bare if kind == "role" else None, kind)
            self._unnamed.append((start, mine, speaker))
            del self._unnamed[:-MEMORY]
            return speaker
        if lemma in DOCUMENT:
            return Speaker(None, bare, None, "document")
        if lemma in BODY or is_formed_as_outlet(bare):
            return Speaker(None, bare, None, "organization")
        if lemma in GROUP:
            return Speaker(None, bare, None, "group")
        return Speaker(None, bare or None, None, "unknown")

    def _around(self, head: int | None, words: Sequence[str]) -> set[str]:
        """The words of a noun phrase and of what hangs on its head: “people” + “familiar with the matter”."""
        tree = self.tree
        out = {w.lower() for w in words}
        if head is not None:
            out |= {
                tree.words[i].lower() for i in range(head, min(tree.right[head], head + REACH_OF_NOUN) + 1)
            }
        return out


def _begins(words: Sequence[str], with_one_of: frozenset[str]) -> bool:
    return bool(words) and words[0].lower() in with_one_of


def _bare(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower() in ARTICLES:
        words = words[1:]
    return " ".join(words)


def _core(tree: Tree, head: int) -> str:
    """The noun with what stands before it and an "of" phrase: secretary of state."""
    low, high = head, head
    for c in tree.children[head]:
        if c < head and tree.dep[c] in ("compound", "amod", "nmod"):
            low = min(low, tree.left[c])
        if c > head and tree.dep[c] == "prep" and tree.lemma[c] == "of":
            high = max(high, min(tree.right[c], head + 4))
    return " ".join(tree.words[low : high + 1])
