"""The people of one article: their names, and their roles to tell whom "the secretary of state" means."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tasks.enrich.quotes.nouns import HONORIFICS, RANKS, ROLE
from tasks.enrich.quotes.subjects import speaker_head
from tasks.enrich.quotes.tree import Tree
from tasks.enrich.quotes.wordlist import words

MALE = words(
    "mr sir lord king prince brother father husband son man gentleman spokesman chairman congressman"
)
FEMALE = words(
    "mrs ms miss lady dame queen princess sister mother wife daughter woman"
    " spokeswoman chairwoman congresswoman"
)


class MentionLike(Protocol):
    """What is asked of a mention; see tasks/enrich/entities."""

    start: int
    end: int
    label: str
    local_entity: int
    local_name: str
    is_pronoun: bool


@dataclass(slots=True)
class Person:
    """One person of the article: every mention that is no pronoun, and the words of office used of them."""

    entity: int
    name: str
    places: list[int] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)
    gender: str | None = None


class People:
    """All persons of one article by entity number."""

    def __init__(self, tree: Tree, mentions: Sequence[MentionLike]) -> None:
        """Read names, roles in front ("Secretary of State John Kerry") and in apposition from the parse."""
        self.by_entity: dict[int, Person] = {}
        self._roles: dict[int, str | None] = {}  # each is asked for again and again
        for mention in mentions:
            if mention.label != "PERSON" or mention.is_pronoun:
                continue
            person = self.by_entity.setdefault(
                mention.local_entity, Person(mention.local_entity, mention.local_name)
            )
            person.places.append(mention.start)
            first = bisect_left(tree.start, mention.start)
            if first == tree.n or tree.start[first] != mention.start:
                continue
            last = first
            while last + 1 < tree.n and tree.start[last + 1] < mention.end:
                last += 1
            self._read_roles(tree, person, first, last)

    def _read_roles(self, tree: Tree, person: Person, first: int, last: int) -> None:
        top = speaker_head(tree, first, last)
        low = min(tree.left[top], first)
        title = first  # a title may stand inside the mention
        if first < last:
            named = set(person.name.lower().split())
            while title < last and tree.words[title].lower() not in named:
                title += 1
        before = [i for i in range(max(low, first - 9), title) if tree.sent[i] == tree.sent[first]]
        if before:
            words = _role_words(tree, before)
            if words and _role_head(words):
                person.roles.append((tree.start[first], " ".join(words)))
            plain = {tree.words[i].lower().strip(".") for i in before[-2:]}
            person.gender = person.gender or ("m" if plain & MALE else "f" if plain & FEMALE else None)
        apposed = [
            c for c in tree.children[top] if tree.dep[c] == "appos" and c > last and tree.pos[c] == "NOUN"
        ]
        if (
            tree.dep[top] == "appos"
            and tree.head[top] < first
            and tree.pos[tree.head[top]] in ("NOUN", "PROPN")
        ):
            apposed.append(tree.head[top])
        for noun in apposed:
            high = noun if noun < first else min(tree.right[noun], noun + 8)
            low = max(tree.left[noun], noun - 6)
            role = [i for i in range(low, high + 1) if i < first or i > last]
            words = _role_words(tree, role)
            if words and _role_head(words):
                person.roles.append((tree.start[first], " ".join(words)))
                plain = {w.lower() for w in words}
                person.gender = person.gender or ("m" if plain & MALE else "f" if plain & FEMALE else None)

    def role_of(self, entity: int) -> str | None:
        """The fullest role that the text gives this person, ranks left out; None if there is none."""
        if entity not in self._roles:
            person = self.by_entity.get(entity)
            roles = [_without_ranks(words) for _, words in person.roles] if person else []
            self._roles[entity] = max((r for r in roles if r), key=len, default=None)
        return self._roles[entity]

    def labelled(self, label: str) -> Person | None:
        """Whom the label of a turn means: the person of that name or surname; “A” is whom the interview is about."""
        words = label.lower().replace(".", "").split()
        if words in (["a"], ["answer"]):
            return max(self.by_entity.values(), key=lambda p: (len(p.places), -p.entity), default=None)
        known = [
            p for p in self.by_entity.values() if p.name.lower().replace(".", "").split()[-1:] == words[-1:]
        ]
        whole = [p for p in known if p.name.lower().replace(".", "").split() == words]
        return next(iter(whole or known), None)

    def holder(self, phrase: str, at: int) -> Person | None:
        """Whom a description means: the person last named before `at` whose role holds all its words."""
        wanted = {
            _stem(w) for w in phrase.lower().replace("'s", "").split() if w.isalnum() and w not in _SMALL
        }
        if not wanted:
            return None
        best: tuple[int, Person] | None = None
        for person in self.by_entity.values():
            have = {_stem(w) for _, words in person.roles for w in words.lower().replace(".", "").split()}
            if wanted <= have:
                near = max((p for p in person.places if p < at), default=-1)
                if near >= 0 and (best is None or near > best[0]):
                    best = (near, person)
        return best[1] if best else None


_SMALL = words("the a an of for and this that s his her its their former then current")


def _stem(word: str) -> str:
    return word.rstrip("s") if len(word) > 3 else word


def _role_words(tree: Tree, tokens: Sequence[int]) -> list[str]:
    words = [tree.text[tree.start[i] : tree.end[i]] for i in tokens]
    while words and (not words[-1][:1].isalpha()):
        words.pop()
    while words and (
        words[0].lower() in ("the", "a", "an", "his", "her", "its", "their") or not words[0][:1].isalnum()
    ):
        words.pop(0)
    return words


def _role_head(words: Sequence[str]) -> bool:
    return any(w.lower().strip(".") in ROLE or w.lower().strip(".") in HONORIFICS for w in words)


def _without_ranks(words: str) -> str | None:
    kept = words.split()
    while kept and kept[-1].lower().strip(".") in RANKS:
        kept.pop()
    text = " ".join(kept).replace(" ’s", "’s").replace(" 's", "'s").replace(" ,", ",")
    return text if any(ch.isalpha() for ch in text) else None
