"""Countries, their parts and their peoples, by rigour's table of territories."""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

# The Associated Press's abbreviations of US states, with the territory codes of rigour.
_STATES = """
    Ala.=al Alaska=ak Ariz.=az Ark.=ar Calif.=ca Colo.=co Conn.=ct Del.=de Fla.=fl Ga.=ga Hawaii=hi
    Idaho=id Ill.=il Ind.=in Iowa=ia Kan.=ks Ky.=ky La.=la Maine=me Md.=md Mass.=ma Mich.=mi Minn.=mn
    Miss.=ms Mo.=mo Mont.=mt Neb.=ne Nev.=nv N.H.=nh N.J.=nj N.M.=nm N.Y.=ny N.C.=nc N.D.=nd Ohio=oh
    Okla.=ok Ore.=or Pa.=pa R.I.=ri S.C.=sc S.D.=sd Tenn.=tn Texas=tx Utah=ut Vt.=vt Va.=va Wash.=wa
    W.Va.=wv Wis.=wi Wyo.=wy D.C.=dc
"""
STATE_ABBREVIATIONS: dict[str, str] = dict(pair.split("=") for pair in _STATES.split())
# Words for a people or its language end so; a country's own name that does (Japan) is told by its entry.
_PEOPLE_ENDING = re.compile(
    r"(?:an|ish|ese|[^aeiou]i|ch|sh|sk|ek|er|on|ard|ino|ic|yk|ot|rk|zech|wiss|man|men|woman|women|qi|li)$"
)
_THE_OR_POSSESSIVE = re.compile(r"^the +|['’]s?$", re.IGNORECASE | re.MULTILINE)
_STATE_WORDS = re.compile(r"\b(?:republic|kingdom|state|states|islands?|union|federation|emirates)\b")
_PEOPLES = """
    swede=sweden dane=denmark pole=poland finn=finland thai=thailand argentine=argentina
    chechen=chechnya briton=united_kingdom brit=united_kingdom frenchman=france croat=croatia
    frenchwoman=france dutchman=netherlands irishman=ireland irishwoman=ireland serb=serbia
    welshman=wales scot=scotland scotsman=scotland kazakh=kazakhstan uzbek=uzbekistan tajik=tajikistan
    kiwi=new_zealand slovak=slovakia slovene=slovenia icelander=iceland
"""
_IRREGULAR_PEOPLES = {k: v.replace("_", " ") for k, v in (pair.split("=") for pair in _PEOPLES.split())}
_ABBREVIATIONS = {
    "us": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "un": "united nations",
}


class Territory(NamedTuple):
    """A country or a part of one that has a government of its own."""

    qid: str
    name: str
    code: str
    is_country: bool


@lru_cache(maxsize=100_000)
def territory(name: str) -> Territory | None:
    """Return the territory that `name` names; cities and peoples are none.

    "the U.S." and "United States" give one; "Calif." gives California; "London" and "French" give None.
    """
    form = _fold(name)
    found = _lookup(name, form)
    return None if found is None or _names_people(form, found) else found


@lru_cache(maxsize=100_000)
def demonym_of(name: str) -> Territory | None:
    """Return the territory whose people or language `name` names: French, Iranians, South Korean."""
    form = _fold(name)
    singles = {form: None, form.removesuffix("s"): None}
    if form.endswith("men"):
        singles[f"{form[:-3]}man"] = None
    for single in singles:
        if single in _IRREGULAR_PEOPLES:
            return _names()[_IRREGULAR_PEOPLES[single]]
        found = _lookup(name, single)
        if found is not None and _names_people(single, found):
            return found
    return None


def _fold(name: str) -> str:
    """Return the form in which names of territories are compared."""
    return _fold_all([name])[0]


def _fold_all(names: Iterable[str]) -> list[str]:
    """Fold many names at one go: the table has 28,000, and most time would go into the calls."""
    text = "\n".join(" ".join(name.split()) for name in names)
    text = _THE_OR_POSSESSIVE.sub("", text).lower().replace("-", " ").replace(".", "")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        marks = "".join(sorted(filter(unicodedata.combining, set(text))))
        text = re.sub(f"[{marks}]+", "", text) if marks else text
    return text.split("\n")


def _lookup(name: str, form: str) -> Territory | None:
    """Find a folded form; `name` is how it was written: "us" is a pronoun, "US" is not."""
    if state := STATE_ABBREVIATIONS.get(name.removeprefix("the ")):
        return _states()[state]
    short = len(form) < 3
    bare = name.removeprefix("the ")
    if not bare[:1].isupper() or (short and not bare.isupper()):
        return None
    return _names().get(_ABBREVIATIONS.get(form, "") if short else form)


def _names_people(form: str, found: Territory) -> bool:
    """Whether a name that is filed under a territory is its people's rather than its own."""
    if form in _IRREGULAR_PEOPLES:
        return True
    if form == _fold(found.name) or _STATE_WORDS.search(form):
        return False
    return _PEOPLE_ENDING.search(form) is not None


@lru_cache(maxsize=1)
def _records() -> list[dict[str, Any]]:
    """Read rigour's records as they are: its own index takes seconds to build, these milliseconds."""
    from rigour._core import territories_jsonl  # noqa: PLC0415 - read at first use only

    return [json.loads(line) for line in territories_jsonl().splitlines()]


@lru_cache(maxsize=1)
def _names() -> dict[str, Territory]:
    """Index the strong names, then the weak ones, countries first, without the cities filed under them."""
    index: dict[str, Territory] = {}
    records = sorted(
        (r for r in _records() if r.get("qid")),
        key=lambda r: (bool(r.get("is_historical")), not r.get("is_country")),
    )
    strong: list[tuple[str, Territory]] = []
    weak: list[tuple[str, Territory]] = []
    for record in records:
        found = _territory(record)
        own = (record["name"], record["full_name"], record.get("in_sentence") or record["name"])
        strong += [(name, found) for name in (*record.get("names_strong", ()), *own)]
        weak += [(name, found) for name in record.get("names_weak", ())]
    strong_names = _fold_all(name for name, _ in strong)
    for names, entries in ((strong_names, strong), (_fold_all(name for name, _ in weak), weak)):
        for name, (_, found) in zip(names, entries, strict=True):
            index.setdefault(name, found)
    places = set(_fold_all(place for r in records for place in r.get("places", ()))).difference(strong_names)
    return {name: found for name, found in index.items() if name not in places}


@lru_cache(maxsize=1)
def _states() -> dict[str, Territory]:
    codes = {record["code"]: record for record in _records()}
    return {state: _territory(codes[f"us-{state}"]) for state in STATE_ABBREVIATIONS.values()}


def _territory(record: dict[str, Any]) -> Territory:
    return Territory(record["qid"], record["name"], record["code"], bool(record.get("is_country")))
