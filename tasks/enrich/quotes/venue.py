"""To whom or where it was said: “told Reuters”, “told a news conference”, “in a television interview”."""

from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.subjects import noun_phrase
from tasks.enrich.quotes.tree import Tree
from tasks.enrich.quotes.wordlist import words

TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "ask", "advise", "notify", "brief"})
VENUES = words(
    """
    interview speech statement conference briefing address remarks remark hearing debate rally tweet
    email letter memo post op-ed testimony meeting press appearance lecture column blog podcast show
    program programme radio television broadcast call session forum event phone text message comment
    lunch dinner summit panel town-hall facebook twitter reporter journalist lawmaker crowd audience
    """
)
LONGEST = 7  # tokens of a hearer whom the parse does not mark as one
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
AT_VENUE = frozenset({"in", "at", "during", "on", "via", "to", "with", "before", "from", "by"})


def told_to(tree: Tree, found: Found) -> str | None:
    """Return the words for the hearer or venue of this quotation, or None."""
    cue = found.cue_head
    if cue is None or tree.pos[cue] not in ("VERB", "AUX"):
        return None
    for c in tree.children[cue]:
        if tree.dep[c] in ("dobj", "dative", "iobj") and tree.lemma[cue] in TELLING and tree.dep[c] != "prep":
            words = _words(tree, c, found, cue)
            if words:
                return words
    if tree.lemma[cue] in TELLING and (words := _next_words(tree, cue, found)):
        return words
    for c in tree.children[cue]:
        if tree.dep[c] in ("prep", "dative") and tree.lemma[c] in AT_VENUE:
            noun = tree.child(c, "pobj")
            if noun is not None and (tree.lemma[noun] in VENUES):
                words = _words(tree, noun, found, cue)
                if words:
                    return words
    return None


def _next_words(tree: Tree, cue: int, found: Found) -> str | None:
    """The noun phrase right behind the verb, whatever the parse makes of it: “told Skerrow Today”, “told members”."""
    last = cue
    while last + 1 < tree.n and last - cue < LONGEST and tree.pos[last + 1] in PHRASE:
        start = tree.start[last + 1]
        if any(a <= start < b for a, b in found.spans) or tree.segment_of[last + 1]:
            break
        last += 1
    while last > cue and tree.pos[last] not in ("NOUN", "PROPN"):
        last -= 1
    if last == cue or tree.head[last] == last:
        return None
    start, end = tree.span(cue + 1, last)
    if found.speaker and start < found.speaker[1] and found.speaker[0] < end:
        return None
    return tree.text[start:end]


def _words(tree: Tree, noun: int, found: Found, cue: int) -> str | None:
    if tree.pos[noun] not in ("NOUN", "PROPN", "PRON") or any(
        a <= tree.start[noun] < b for a, b in found.spans
    ):
        return None
    if found.speaker and found.speaker[0] <= tree.start[noun] < found.speaker[1]:
        return None
    first, last = noun_phrase(tree, noun, cue)
    start, end = tree.span(first, last)
    for a, b in found.spans:
        if start < b and a < end:
            end = a if a > start else end
    return tree.text[start:end].strip(" ,") or None
