"""What may stand as an author: personal names, not desks, agencies, roles or the outlet itself."""

import re
from collections.abc import Iterable

from tasks.clean.folding import fold, squash

# English words of roles and organisations; no personal name holds one as a whole word often enough to matter.
ROLE = re.compile(
    r"\b(staff|writers?|reporters?|editors?|editorial|correspondents?|contributors?|contributing|newsroom"
    r"|desk|team|news|media|press"
    r"|associated|reuters|agency|agence|agencies|wire|bureau|magazine|times|post|journal|tribune|daily"
    r"|online|digital|studios?|inc|llc|ltd"
    r"|university|institute|admin|administrator|guest|author|brandvoice|brandpost|sponsored|advertis\w*"
    r"|partners?|services?|network"
    r"|foundation|center|centre|department|office|board|school|college|association|society|council|group"
    r"|company|insider|sports|breaking"
    r"|chief|officer|head of|director|manager|follow|share|read|more|view|profile|about|us|redaktion"
    r"|redacci[oó]n|r[eé]daction"
    r"|redazione|redac[cç][aã]o|redactie|redakcja|redaksi|agenc[ei]as?|agenturen?|autor\w*|autrice"
    r"|auteurs?)\b",
    re.IGNORECASE,
)
AGENCIES = re.compile(
    r"\b(AFP|AP|dpa|EFE|ANSA|APA|TASS|PTI|ANI|IANS|UPI|Xinhua|Bloomberg|SID|epd|KNA|Belga|ANP|NTB|TT"
    r"|Ritzau|PAP|Kyodo|Yonhap"
    r"|Anadolu(?: Agency)?|Reuters|Associated Press|Agence France-Presse|Press Association|PA Media"
    r"|Canadian Press|Europa Press"
    r"|(?:(?!By |From |With |And |The )[A-Z][\w’'-]+ ){1,3}(?:Wire|Newswires?|News Agency|Press Agency|News Service))\b"
)
NAME = re.compile(r"^[^\W\d_][\w.'’‘`-]*( [\w.'’‘`&+-]+){1,4}$")
UNSPACED_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}")  # Chinese, Japanese, Korean
LEAD_IN = re.compile(
    r"^(?:(?:written|posted|story|words|review|opinion|reported|report|text|interview|analysis)\s+)?(?:by"
    r"|from|von|par|por|di|door|av|af|przez)\b:?\s*|^authors?:\s*",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\s*(?:,|;|\||·|•|/|\band\b|\bund\b|\bet\b|\by\b|&|\bwith\b)\s*(?![Jj]r\b|[Ss]r\b|III?\b)"
)
BRACKETED = re.compile(r"\(.*?\)|\bPh\.?D\b\.?|\bM\.?D\b\.?$|^(?:Dr|Prof)\.\s+")
DEGREE = re.compile(
    r"(?:,?\s+(?:MS|MSc|MA|MD|MPH|MBA|MPhil|RD|RDN|RN|LD|DO|JD|DDS|PhD|PharmD|PsyD|CPT|CFA|CPA|BSc|Esq)\.?)+$"
)
ROLE_AFTER = re.compile(
    r"(?:,?\s+(?:senior|chief|staff|business|political|politics|sports?|crime|health|science|world|national|foreign|local|education"
    r"|environment|technology|travel|royal|city|news|special|defen[cs]e|economics|legal|media|arts|culture|associate|deputy))*"
    r",?\s+(?:reporter|editor|correspondent|writer|columnist|contributor|producer|journalist)s?$",
    re.IGNORECASE,
)
PARTICLES = frozenset(
    ["de", "da", "di", "del", "della", "der", "den", "van", "von", "bin", "ben", "al", "el", "la", "le", "du",
     "dos", "das", "y", "e", "ter", "ten", "zu", "af", "av", "mac", "o"]
)  # fmt: skip
LONGEST = 45
HONORIFIC_COMMA = re.compile(r",\s+(Jr|Sr)\b\.?")


def split_names(byline: str) -> list[str]:
    """Cut a byline into what may be names: "By Ana Ruiz and Bo Li, Reuters" → Ana Ruiz · Bo Li · Reuters."""
    byline = HONORIFIC_COMMA.sub(r" \1.", " ".join((byline or "").split()))
    byline = led_in(byline.strip(" ,;|·•-–—"))
    return [part for part in BETWEEN.split(byline) if part]


def led_in(byline: str) -> str:
    """Leave off "By" or its like in other languages: "Von Ana Ruiz" is led in, "Von Miller" is a name."""
    led = LEAD_IN.sub("", byline)
    return led if " " in led else byline


def person(text: str, outlet_forms: Iterable[str] = (), *, cased: bool = False) -> str | None:
    """Return the personal name in `text`, tidied, or None if it is not one.

    Args:
        text: one candidate, e.g. `By JANE DOE (Berlin)`.
        outlet_forms: names of the outlet as `squash` gives them: a byline of the outlet itself is no person.
        cased: whether a name must have its capitals, as in running text; metadata often lack them.
    """
    name = " ".join(ROLE_AFTER.sub("", DEGREE.sub("", BRACKETED.sub("", text))).split()).strip(" ,.;:|-–—•*")
    name = led_in(name)
    if len(name) > LONGEST or "@" in name or "http" in name or ROLE.search(name) or AGENCIES.search(name):
        return None
    if not NAME.match(name) and not UNSPACED_NAME.fullmatch(name):
        return None
    words = name.split()
    if any(word[0].islower() and word.lower() not in PARTICLES for word in words):
        if cased or not name.islower() or len(words) > 3:
            return None
        name = name.title()
    flat = squash(name)
    if any(flat == form or (len(form) > 6 and form in flat) for form in outlet_forms):
        return None
    return name.title() if name.isupper() else name


def persons(bylines: Iterable[str], outlet_forms: Iterable[str] = (), *, cased: bool = False) -> list[str]:
    """Return the distinct personal names in bylines, in order."""
    found: dict[str, str] = {}
    for byline in bylines:
        for part in split_names(byline):
            name = person(part, outlet_forms, cased=cased)
            if name:
                found.setdefault(fold(name), name)
    return list(found.values())


def agencies(texts: Iterable[str]) -> list[str]:
    """Return the distinct news agencies named in bylines or credits, in order."""
    found: dict[str, str] = {}
    for text in texts:
        for match in AGENCIES.finditer(text or ""):
            found.setdefault(match[0].lower(), match[0])
    return list(found.values())
