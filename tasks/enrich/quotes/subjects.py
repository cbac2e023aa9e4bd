"""Who does what a verb says: its subject, also through conjunction, inversion and relative clauses."""

from tasks.enrich.quotes.tree import SUBJECTS, Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
# Relations under which a verb takes the subject of its governor.
SHARING = frozenset({"conj", "xcomp", "advcl", "dep", "parataxis", "ccomp", "pcomp", "prep"})
GOVERNORS = 4  # how far up a subject may be shared


def subject_of(tree: Tree, verb: int) -> int | None:
    """Return the head token of the verb's subject, or None where the clause has none."""
    at = verb
    for step in range(GOVERNORS):
        own = [c for c in tree.children[at] if tree.dep[c] in SUBJECTS and tree.dep[c] != "csubj"]
        agent = tree.child(at, "agent")
        passive = any(tree.dep[c] == "auxpass" for c in tree.children[at])
        if agent is not None and (passive or tree.tag[at] == "VBN"):
            by = tree.child(agent, "pobj")
            if by is not None:
                return by
        if own:
            subject = own[-1] if step == 0 and own[-1] > verb else own[0]
            if tree.words[subject].lower() in RELATIVE and tree.dep[at] == "relcl":
                return tree.head[at]
            if passive and step == 0 and tree.lemma[at] not in _PASSIVE_HEARERS:
                return None
            return subject
        if tree.dep[at] in ("acl", "relcl") and tree.pos[tree.head[at]] in NOMINAL:
            return tree.head[at]
        if step == 0 and (inverted := _inverted(tree, at)) is not None:
            return inverted
        if tree.head[at] == at or tree.dep[at] not in SHARING:
            return None
        at = tree.head[at]
    return None


_PASSIVE_HEARERS = frozenset(
    {"concern", "worry", "convince", "quote", "cite"}
)  # whose passive subject thinks or speaks


def _inverted(tree: Tree, verb: int) -> int | None:
    """The subject behind its verb (“...,” said Smith) where the parser took it for something else."""
    low, high = tree.sentences[verb]
    if verb + 1 > high or not (tree.segment_of[verb - 1] if verb > low else 0):
        return None
    for c in tree.children[verb]:
        if (
            c > verb
            and tree.dep[c] in ("dobj", "attr", "oprd", "npadvmod", "dep")
            and tree.pos[c] in ("PROPN", "NOUN", "PRON")
        ):
            return c if tree.tag[c] != "PRP$" else None
    return None


def noun_phrase(tree: Tree, head: int, verb: int | None = None) -> tuple[int, int]:
    """Return the tokens that name the speaker whose head is given: determiners, titles, names, no clauses.

    Appositives stay where they follow at once ("the minister, Ada Brown"); relative clauses, and what
     stands beyond the verb, go.
    """
    low, high = head, head
    for c in tree.children[head]:
        dep = tree.dep[c]
        if c < head and dep in _BEFORE:
            low = min(low, tree.left[c])
        elif c > head and dep in _AFTER and tree.right[c] - head < 12:
            high = max(high, tree.right[c])
    if verb is not None and low <= verb <= high:
        low, high = (low, verb - 1) if head < verb else (verb + 1, high)
    while high > head and not any(ch.isalnum() for ch in tree.words[high]):
        high -= 1
    return low, high


_BEFORE = frozenset({"det", "compound", "amod", "poss", "nmod", "nummod", "predet", "quantmod", "advmod"})
_AFTER = frozenset({"prep", "appos", "conj", "cc", "case", "amod", "nummod", "npadvmod", "flat"})


def speaker_head(tree: Tree, first: int, last: int) -> int:
    """The token that governs the others of a range of tokens."""
    for i in range(first, last + 1):
        if not first <= tree.head[i] <= last or tree.head[i] == i:
            return i
    return last


def antecedent(tree: Tree, token: int) -> int | None:
    """The noun that a relative pronoun stands for, None for any other word: the man ⟨who⟩ came and said."""
    if tree.words[token].lower() not in RELATIVE:
        return None
    verb = tree.head[token]
    for _ in range(GOVERNORS):
        if tree.dep[verb] == "relcl":
            return tree.head[verb] if tree.head[verb] < token else None
        if tree.dep[verb] not in SHARING:
            return None
        verb = tree.head[verb]
    return None


def cue_words(tree: Tree, cue: int) -> tuple[int, int]:
    """The cue with its particles, negation and auxiliaries, as far as they stand together outside marks."""
    first = last = cue
    for c in tree.children[cue]:
        if tree.dep[c] in ("prt", "neg", "aux", "auxpass") and abs(c - cue) <= 3:
            first, last = min(first, c), max(last, c)
    if tree.words[cue].lower() == "according" and cue + 1 < tree.n and tree.words[cue + 1].lower() == "to":
        last = cue + 1
    if any(tree.segment_of[i] != tree.segment_of[cue] for i in range(first, last + 1)):
        return cue, cue
    return first, last
