"""The clause that a verb says: its complement in the parse, cut to the words that count as content."""

from tasks.enrich.quotes.inventory import ASKING, NAMING, SAYING
from tasks.enrich.quotes.records import Span
from tasks.enrich.quotes.tree import Tree

CUT_FRONT = frozenset({",", ":", ";", "-", "–", "—", "--"})
CUT_BACK = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "!", "?"})


def complement_of(tree: Tree, verb: int) -> tuple[int, int] | None:
    """Return first and last token of what the verb says, or None if its frame holds nothing."""
    lemma = tree.lemma[verb]
    kids = tree.children[verb]
    if lemma in NAMING and (named := _named(tree, verb)) is not None:
        return named
    clause = next((c for c in kids if tree.dep[c] == "ccomp"), None)
    if clause is not None and lemma in SAYING:
        first, last = tree.left[clause], tree.right[clause]
        if clause > verb:
            return max(first, verb + 1), last
        if lemma == "be":
            return None
        return _before(tree, verb, first, clause)
    infinitive = next((c for c in kids if tree.dep[c] in ("xcomp", "ccomp") and c > verb), None)
    if infinitive is not None and (lemma in ASKING or lemma in SAYING):
        to = next((c for c in tree.children[infinitive] if tree.tag[c] == "TO"), None)
        if to is not None and to > verb:
            return to, tree.right[infinitive]
        if tree.tag[infinitive] == "VBG" and lemma in SAYING:
            return max(verb + 1, tree.left[infinitive]), tree.right[infinitive]
        if lemma in SAYING and infinitive > verb:
            return max(verb + 1, tree.left[infinitive]), tree.right[infinitive]
    if lemma in SAYING:
        thing = next((c for c in kids if tree.dep[c] == "dobj" and c > verb), None)
        if thing is not None and any(
            tree.segment_of[i] for i in range(tree.left[thing], tree.right[thing] + 1)
        ):
            return max(verb + 1, tree.left[thing]), tree.right[thing]
    return None


def _named(tree: Tree, verb: int) -> tuple[int, int] | None:
    """What something is called: the words behind it, with “as” where the verb takes that."""
    for c in tree.children[verb]:
        if c > verb and tree.dep[c] in ("oprd", "ccomp", "xcomp", "attr"):
            return max(verb + 1, tree.left[c]), tree.right[c]
        if c > verb and tree.dep[c] == "prep" and tree.lemma[c] == "as":
            return c, tree.right[c]
    for c in tree.children[verb]:
        if (
            c > verb
            and tree.dep[c] in ("dobj", "prep")
            and any(tree.segment_of[i] for i in range(tree.left[c], tree.right[c] + 1))
        ):
            return max(verb + 1, tree.left[c]), tree.right[c]
    return None


def _before(tree: Tree, verb: int, first: int, clause: int) -> tuple[int, int] | None:
    """A clause that stands before its verb ends at the last comma before the verb and its subject."""
    last = min(tree.right[clause], verb - 1)
    subject = next((c for c in tree.children[verb] if tree.dep[c] in ("nsubj", "nsubjpass")), None)
    if subject is not None and first <= subject <= last:
        last = tree.left[subject] - 1
    return (first, last) if last >= first else None


def trim(tree: Tree, first: int, last: int) -> Span:
    """Return the characters of a clause without commas at its edges and the sign that ends the sentence."""
    while first < last and tree.words[first] in CUT_FRONT:
        first += 1
    while last > first and tree.words[last] in CUT_BACK and not tree.segment_of[last]:
        last -= 1
    return tree.span(first, last)
