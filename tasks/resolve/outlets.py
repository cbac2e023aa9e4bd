"""Which names and domains are one outlet.

A domain is an outlet. A name alone is the outlet whose domain it spells ("The Harbor Ledger" and harborledger.com),
which carries it in the corpus, or which is widely known by it. The table beside this module lists well-known outlets
and agencies with their public web addresses and usual short names, written down from general knowledge; anything
else is learned from the articles themselves.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tasks.vocabulary.ids import make_id

_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "or", "ne", "edu"})
_SUBDOMAINS = re.compile(r"^(?:www\d?|m|mobile|amp|edition|beta|web|uk|us|en|news)\.(?=[^.]+\.[^.]+)")


class KnownOutlet(NamedTuple):
    """A row of the table of well-known outlets."""

    name: str
    domain: str
    kind: str
    aliases: tuple[str, ...]


class Spelling(NamedTuple):
    """One way in which articles name their outlet, or cite one, with the number of articles."""

    name: str | None
    domain: str | None
    n_articles: int
    is_cited: bool


@dataclass(slots=True)
class Outlet:
    """An outlet as the corpus knows it."""

    domain: str | None
    known: KnownOutlet | None = None
    names: dict[str, int] = field(default_factory=dict)

    @property
    def source_id(self) -> str:
        """The id: of the domain where there is one, else of the folded name."""
        return make_id("s", self.domain or name_key(self.name))

    @property
    def name(self) -> str:
        """The name that the outlet goes by: the known one, else the commonest, else the domain."""
        if self.known:
            return self.known.name
        if self.names:
            return min(self.names, key=lambda name: (-self.names[name], -len(name), name))
        return self.domain or ""

    @property
    def aliases(self) -> list[str]:
        """All other names."""
        listed = set(self.names) | set(self.known.aliases if self.known else ())
        return sorted(listed - {self.name})


@cache
def known_outlets() -> tuple[KnownOutlet, ...]:
    """Return the table of well-known outlets."""
    rows = json.loads(files("tasks.resolve").joinpath("outlets.json").read_text(encoding="utf-8"))
    return tuple(KnownOutlet(name, domain, kind, tuple(aliases)) for name, domain, kind, aliases in rows)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """Return an outlet's name for comparing: no case, accents, marks, leading article, or "newspaper" behind it."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    words = re.sub(r"[^\w\s]|_", "", "".join(c for c in folded if not unicodedata.combining(c))).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in ("newspaper", "magazine", "website", "online", "com"):
        words.pop()
    return " ".join(words)


def bare_domain(domain: str) -> str:
    """Return a domain without www and the like, in lower case."""
    return _SUBDOMAINS.sub("", domain.casefold().strip().rstrip("."))


def domain_stem(domain: str) -> str:
    """Return the name part of a domain: "harborledger" of harborledger.co.uk."""
    parts = bare_domain(domain).split(".")
    if len(parts) > 2 and parts[-2] in _SECOND_LEVEL:
        parts = parts[:-1]
    return parts[-2] if len(parts) > 1 else parts[0]


def _spelled(name: str) -> set[str]:
    """Return the domain stems that a name would spell."""
    words = name_key(name).split()
    return {"".join(words), "the" + "".join(words)}


class Outlets:
    """All outlets of a corpus; look-ups by domain and by name."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        """Gather the outlets from all spellings; their order does not matter."""
        self._by_domain: dict[str, Outlet] = {}
        self._by_name: dict[str, Outlet] = {}
        self._known_name = {
            key: k for k in reversed(known_outlets()) for key in {name_key(n) for n in (k.name, *k.aliases)}
        }
        self._known_domain = {
            bare_domain(d): k
            for k in known_outlets()
            for d in (k.domain, *k.aliases)
            if "." in d and " " not in d
        }
        listed = sorted(spellings, key=lambda s: (s.name or "", s.domain or "", s.is_cited))
        self._domains_of_name = _domains_of_names(listed, self.canonical_domain)
        self._stems = _stems(listed, self.canonical_domain)
        for spelling in listed:
            outlet = self._place(spelling.name, spelling.domain)
            if outlet is not None and spelling.name:
                outlet.names[spelling.name] = outlet.names.get(spelling.name, 0) + spelling.n_articles

    def canonical_domain(self, domain: str) -> str:
        """Return the domain by which an outlet with several is known."""
        bare = bare_domain(domain)
        known = self._known_domain.get(bare) or self._known_domain.get(domain.casefold())
        return bare_domain(known.domain) if known else bare

    def find(self, name: str | None, domain: str | None = None) -> Outlet | None:
        """Return the outlet that an article or a citation means; None if neither name nor domain is given."""
        if domain:
            return self._by_domain.get(self.canonical_domain(domain))
        if not name or not name_key(name):
            return None
        home = self._home_domain(name)
        return self._by_domain.get(home) if home else self._by_name.get(name_key(name))

    def all(self) -> list[Outlet]:
        """Return the outlets, in the order of their ids."""
        return sorted(
            {o.source_id: o for o in (*self._by_domain.values(), *self._by_name.values())}.values(),
            key=lambda o: o.source_id,
        )

    def _home_domain(self, name: str) -> str | None:
        """Return the domain of the outlet that a name alone means."""
        key = name_key(name)
        carried = self._domains_of_name.get(key, {})
        if len(carried) == 1:
            return next(iter(carried))
        spelled = {d for stem in _spelled(name) for d in self._stems.get(stem, ())}
        if len(spelled) == 1:
            return next(iter(spelled))
        known = self._known_name.get(key)
        return bare_domain(known.domain) if known else None

    def _place(self, name: str | None, domain: str | None) -> Outlet | None:
        home = self.canonical_domain(domain) if domain else self._home_domain(name) if name else None
        if home:
            return self._by_domain.setdefault(home, Outlet(home, self._known_domain.get(home)))
        if name and name_key(name):
            return self._by_name.setdefault(name_key(name), Outlet(None))
        return None


def _domains_of_names(
    spellings: Iterable[Spelling], canonical: Callable[[str], str]
) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for s in spellings:
        if s.name and s.domain and name_key(s.name):
            found[name_key(s.name)][canonical(s.domain)] += s.n_articles
    return found


def _stems(spellings: Iterable[Spelling], canonical: Callable[[str], str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for s in spellings:
        if s.domain:
            found[domain_stem(s.domain)].add(canonical(s.domain))
    return found
