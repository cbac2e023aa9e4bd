"""What looks like a cue and says nothing: refusals to speak, and “so-called”."""

from tasks.enrich.quotes.inventory import REFUSING, SPEAKING
from tasks.enrich.quotes.tree import Tree


def is_refusal(tree: Tree, cue: int) -> bool:
    """Whether nothing is said: “declined to comment”, “would not say whether”, “refused to confirm”."""
    governor = tree.head[cue]
    if tree.dep[cue] == "xcomp" and tree.lemma[governor] in REFUSING and tree.lemma[cue] in SPEAKING:
        return True
    if tree.lemma[cue] in REFUSING:
        return any(tree.dep[c] == "xcomp" and tree.lemma[c] in SPEAKING for c in tree.children[cue])
    may_be_negated = tree.lemma[cue] in ("say", "comment", "elaborate", "confirm")
    return may_be_negated and any(tree.dep[c] == "neg" for c in tree.children[cue])


def is_so_called(tree: Tree, cue: int) -> bool:
    """“so-called”, which the parser splits at the hyphen, and “called” before or behind a noun."""
    return tree.words[cue].lower() == "called" and (
        tree.words[cue - 1] == "-" or tree.dep[cue] in ("amod", "acl")
    )
