"""Names that an article takes for a person's, whatever the tagger says of each place where they stand.

A tagger reads sentence by sentence, and takes surnames that are words too ("Sessions", "May") for bodies or months
throughout. The article as a whole tells: "President Tolmar", "Tolmar … his wife", "Ada Tolmar" and then "Tolmar".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tasks.enrich.citations.outlets import OUTLETS
from tasks.enrich.entities.memory import SUBJECTS
from tasks.enrich.entities.mention import Found
from tasks.enrich.entities.pronouns import WRITTEN
from tasks.enrich.entities.spans import honorific_start
from tasks.enrich.entities.tokens import stretch_at, token_range
from tasks.enrich.parse import Parse
from tasks.vocabulary.names import demonym_of, first_name_gender, plain_name, territory
from tasks.vocabulary.titles import TITLES_BEFORE, leading_titles, words_of

_LONGEST_TITLE = 40  # characters before a name in which a title is looked for
_SURNAME = re.compile(r"(?:Ma?c|[OD]['’])?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?")
_DETERMINERS = words_of("the The a A an An his His her Her their Their its Its our Our")
_BODIES = words_of("""
    Congress Senate House Parliament Cabinet Court Pentagon Kremlin Treasury Google Facebook Twitter Apple Amazon
    Microsoft Uber Netflix Samsung Boeing Airbus Toyota Tesla Gazprom Rosneft Hamas Hezbollah Taliban Al-Qaeda Islam
    Jazeera Department Ministry Health Police Army Navy Committee Commission
""")
_NOT_FIRST_NAMES = words_of("Co Royal Asia The King Queen Prince Al El San Santa St Deep Great New Old")
# Last words of what is called after a person, or sounds so: "Duke University", "Tea Party".
_NOT_LAST_NAMES = words_of("""
    Access Agency Agreement Airport Alliance Assembly Association Assent Authority Awakening Award Awards Bank Beach
    Board Bowl Bridge Broadcasting Budget Building Bureau Capital Center Centre Church City Club College Commission
    Committee Company Conference Consulting Controls Cooper Corp Council County Court Cross Cup Data Day Department
    Election Energy Entertainment Estate Express Financial Fire First Foods Force Forum Foundation Front Fund Games
    Gardens Group Hall Heights Hill Holdings Hospital Hotel Hour House Industries Institute International Island Jazeera
    Journal Labs Lake League Library Magazine Management Market Media Memorial Minister Ministry Mosque Motors Museum
    Network News Office Open Palace Parameters Park Partners Party Place Plaza Police Pictures Post Power Prize Publishing
    Qaeda Records Report Republic Research Review River Road School Securities Services Show Society Soup Square Staff Star
    Station Stadium State States Station Store Street Strait Studios Style Systems Team Tech Technology Television Theater
    Theatre Times Tower Towers Tribune Trust TV Union University Valley Ventures View Wireless World
""")
_PLACES_BEFORE = words_of("in In at At near Near")
_TIMES_BEFORE = words_of(
    "in In of by By since Since until Until till to from late early mid - last next this during During on"
)
_THE = ("the ", "The ")
_PARTICLES = tuple(
    f"{word} "
    for word in ["Le", "La", "De", "Van", "Von", "de", "del", "di", "da", "du", "van", "von", "bin", "al"]
)
LONGEST_SHORT = 3  # letters of a surname that is looked for only where it does something


def with_known_people(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """Return the spans, sorted, with those relabelled PERSON whose name the article takes for a person's.

    A place run together with a person's name is parted from it; surnames of a few letters are found where they are
    subjects or owners.
    """
    found = list(_parted(parse, found))
    names = [plain_name(parse.text[f.start : f.end]) for f in found]
    people = {name for f, name in zip(found, names, strict=True) if f.label == "PERSON"}
    known = _single_names(parse, found, names) | _full_names(parse, found, names, people)
    known.update(tail for name in people if (tail := name.partition(" ")[2]).startswith(_PARTICLES))
    out = [
        Found(f.start, f.end, "PERSON")
        if f.label != "NORP" and name in known and not parse.text.startswith(_THE, f.start)
        else f
        for f, name in zip(found, names, strict=True)
    ]
    short = list(_short_surnames(parse, out, people | known))
    held = {at for f in short for at in range(f.start, f.end)}
    return sorted([*short, *(f for f in out if f.start not in held)])


def _single_names(parse: Parse, found: Sequence[Found], names: Sequence[str]) -> set[str]:
    """Return the names of one word that bear a title, or to which he and she refer."""
    doubtful = {
        name
        for f, name in zip(found, names, strict=True)
        if f.label not in ("PERSON", "NORP") and _may_be_surname(name)
    }
    if not doubtful:
        return set()
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(parse.words):
        if word in doubtful:
            places[word].append(i)
    referring = _Referring(parse, found)
    return {
        name
        for name, tokens in places.items()
        if any(parse.dep[i] != "compound" and _has_title(parse, i) for i in tokens)
        or referring.means(name, tokens)
    }


class _Referring:
    """Where he and she refer to the subject of their sentence, for want of another person."""

    def __init__(self, parse: Parse, found: Sequence[Found]) -> None:
        self._parse = parse
        self._starts = [segment.start for segment in parse.segments]
        self._ends = [segment.end for segment in parse.segments]
        self._pronouns: dict[int, int] = {}  # by sentence: the last he or she outside quotation marks
        for i, word in enumerate(parse.words):
            if word in WRITTEN and not self._is_quoted(i):
                self._pronouns[parse.sent[i]] = i
        tokens = (token_range(parse, f.start, f.end) for f in found if f.label == "PERSON")
        self._peopled = {parse.sent[r.start] for r in tokens if r}

    def means(self, name: str, tokens: Sequence[int]) -> bool:
        """Whether he or she stands for the name at the tokens given: twice, or once and nobody else is near."""
        if any(map(self._is_like_a_thing, tokens)) or all(map(self._begins_sentence, tokens)):
            return False
        votes = [self._parse.sent[i] for i in tokens if self._is_vote(i)]
        if not votes:
            return False
        alone = any(sentence - 1 not in self._peopled for sentence in votes)
        return len(votes) > 1 or alone or first_name_gender(name) is not None

    def _is_like_a_thing(self, token: int) -> bool:
        """Whether a name has an article before it, as bodies have, or stands where something is, as places do."""
        words = self._parse.words
        before, after = words[token - 1] if token else "", words[token + 1 : token + 2]
        return before in _DETERMINERS or (before in _PLACES_BEFORE and after not in (["'s"], ["'"]))

    def _begins_sentence(self, token: int) -> bool:
        """Whether a word may have its capital for its place alone."""
        return token == 0 or self._parse.sent[token - 1] != self._parse.sent[token]

    def _is_vote(self, token: int) -> bool:
        parse = self._parse
        sentence = parse.sent[token]
        return (
            parse.dep[token] in SUBJECTS
            and self._pronouns.get(sentence, -1) > token
            and sentence not in self._peopled
            and not self._is_quoted(token)
        )

    def _is_quoted(self, token: int) -> bool:
        return stretch_at(self._starts, self._ends, self._parse.start[token]) >= 0


def _may_be_surname(name: str) -> bool:
    return (
        _SURNAME.fullmatch(name) is not None
        and name not in _BODIES
        and name.lower() not in OUTLETS
        and not leading_titles(f"{name} {name}")
        and territory(name) is None
        and demonym_of(name) is None
    )


def _has_title(parse: Parse, token: int) -> bool:
    start = parse.start[token]
    return TITLES_BEFORE.search(parse.text, max(0, start - _LONGEST_TITLE), start) is not None


def _full_names(parse: Parse, found: Sequence[Found], names: Sequence[str], people: set[str]) -> set[str]:
    """Return the names of a first name and a last that stands alone elsewhere, as only a person's does."""
    doubtful = {
        name: name.split()[-1]
        for f, name in zip(found, names, strict=True)
        if f.label not in ("PERSON", "NORP") and name not in people and _may_be_full_name(name)
    }
    if not doubtful:
        return set()
    alone = {
        word
        for before, word, tag in zip(["", *parse.words], parse.words, parse.tag, strict=False)
        if tag == "NNP" and before not in _DETERMINERS and not before[:1].isupper()
    }
    return {name for name, last in doubtful.items() if last in alone}


def _may_be_full_name(name: str) -> bool:
    first, _, last = name.rpartition(" ")
    return (
        first_name_gender(first) is not None
        and _SURNAME.fullmatch(first) is not None
        and first not in _NOT_FIRST_NAMES
        and _SURNAME.fullmatch(last) is not None
        and last not in _NOT_LAST_NAMES
        and territory(name) is None
        and territory(last) is None
        and demonym_of(last) is None
    )


def _parted(parse: Parse, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the spans, a place run together with a person in two: "his envoy in Geneva Ada Tolmar said"."""
    text = parse.text
    people = {text[f.start : f.end] for f in found if f.label == "PERSON"}
    for f in found:
        place, _, rest = text[f.start : f.end].partition(" ")
        if (
            f.label not in ("PERSON", "NORP")
            and rest.rpartition(" ")[2] in people
            and _may_be_full_name(rest)
            and _SURNAME.fullmatch(place)
            and (first_name_gender(place) is None or text.endswith((" in ", " at "), 0, f.start))
        ):
            yield Found(f.start, f.start + len(place), "GPE" if f.label == "FAC" else f.label)
            yield Found(f.end - len(rest), f.end, "PERSON")
        else:
            yield f


def _short_surnames(parse: Parse, found: Sequence[Found], people: set[str]) -> Iterator[Found]:
    """Yield the surnames of a few letters that nothing is tagged at: "May" who does something is not the month."""
    surnames = {last for name in people if " " in name and len(last := name.split()[-1]) <= LONGEST_SHORT}
    surnames = {name for name in surnames if _SURNAME.fullmatch(name)}
    if not surnames:
        return
    full_names = sorted((name for name in people if name.split()[-1] in surnames), key=len, reverse=True)
    taken = {i for f in found for i in token_range(parse, f.start, f.end)}
    for i, word in enumerate(parse.words):
        if word not in surnames or i in taken or parse.pos[i] != "PROPN":
            continue
        before = parse.words[i - 1] if i else ""
        after = parse.words[i + 1] if i + 1 < len(parse) else ""
        if parse.dep[i] in (*SUBJECTS, "poss") and before not in _TIMES_BEFORE and not after[:1].isdigit():
            yield Found(_start(parse, i, full_names), parse.end[i], "PERSON")


def _start(parse: Parse, surname: int, full_names: Sequence[str]) -> int:
    """Return where the name that ends with the surname at a token starts: at its first name or honorific, if it has one."""
    end = parse.end[surname]
    for name in full_names:
        if parse.text.endswith(name, 0, end):
            return end - len(name)
    return honorific_start(parse.text, parse.start[surname])
