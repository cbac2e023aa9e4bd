"""Names that the tagger took for places or bodies, but that the sentence takes for people."""

from collections.abc import Sequence

from tasks.enrich.entities.mention import Found
from tasks.enrich.entities.tokens import token_range, top_token
from tasks.enrich.parse import Parse
from tasks.vocabulary.titles import words_of

_NEAREST_KIN = words_of("mother father sister brother wife husband son daughter")
# What only a person is, in apposition: "Vesna Parr, an engineer".
_PERSON_NOUNS = _NEAREST_KIN | words_of("""
    woman man girl boy widow teenager pensioner student teacher professor lecturer scientist researcher
    doctor nurse engineer lawyer attorney judge journalist reporter editor author
    writer actor actress singer musician rapper artist photographer director producer comedian player striker goalkeeper
    defender midfielder coach manager captain spokesman spokeswoman spokesperson president minister senator congressman
    congresswoman lawmaker mayor governor ambassador diplomat officer detective sheriff soldier general activist founder
    chairman chairwoman executive analyst economist strategist consultant adviser advisor farmer driver resident native
    veteran politician candidate leader priest bishop imam rabbi
""")

# A name that stands behind one of these is that person's: "her daughter Blue Tolmar".
KIN = _NEAREST_KIN | words_of("""
    girlfriend boyfriend fiance fiancee granddaughter grandson grandmother grandfather niece nephew cousin aunt uncle
""")


def with_people(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """Return the spans, those relabelled PERSON that follow kin, or are followed by an age, "who", or what only a person is."""
    return [
        Found(f.start, f.end, "PERSON") if f.label not in ("PERSON", "NORP") and _is_human(parse, f) else f
        for f in found
    ]


def _is_human(parse: Parse, found: Found) -> bool:
    name = parse.text[found.start : found.end]
    if not 2 <= len(name.split()) <= 4 or name[:4].lower() == "the " or not name.replace(" ", "").isalpha():
        return False
    tokens = token_range(parse, found.start, found.end)
    if not tokens or tokens.stop + 1 >= len(parse):
        return False
    if tokens.start and parse.words[tokens.start - 1] in KIN:
        return True
    if parse.words[tokens.stop] != ",":
        return parse.words[tokens.stop] == "who"
    after = parse.words[tokens.stop + 1]
    if after in ("who", "whom") or (
        after.isdigit() and parse.words[tokens.stop + 2 : tokens.stop + 3] == [","]
    ):
        return True
    top = top_token(parse, tokens)
    return any(
        parse.head[j] == top and parse.dep[j] == "appos" and parse.lemma[j] in _PERSON_NOUNS
        for j in range(tokens.stop + 1, min(len(parse), tokens.stop + 12))
    )
