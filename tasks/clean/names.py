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
# Desks, roles and organisations in other languages and scripts, as whole words or beginnings of words.
DESK = re.compile(
    r"\b(?:redak\w*|redac\w*|rédac\w*|redaç\w*|redaz\w*|szerkeszt\w*|toimitus|ritstj\w*|uredni\w*|toimetus|redakt\w*|haber(?:ler|leri)?"
    r"|merkezi|editör\w*|equipo|équipe|equipe|plantilla|agencias?|agences?|agenzi[ae]|agentur\w*|ag[êe]ncias?|ajans\w*|persbureau\w*|nyhets\w*"
    r"|nachrichten\w*|noticias|notícias|notizie|nouvelles|nieuws|wiadomości|zpravodaj\w*|tim redaksi|kontributor|pewarta|wartawan"
    r"|reportero|periodista|journaliste|giornalista|jornalista|dziennikarz|correspons\w*|correspond\w*|corrispond\w*|korrespond\w*"
    r"|mitarbeiter\w*|freier|freie|invité|editorial\w*|webmaster|super ?user|user|anonym\w*|unbekannt|ban biên tập|phóng viên"
    r"|редакц\w*|редакт\w*|агентств\w*|агенция|новост\w*|новин\w*|служба|корреспондент\w*|кореспондент\w*|вести|сайт\w*"
    r"|σύνταξη\w*|συντακτικ\w*|ειδήσε\w*|وكال\w*|تحرير|هيئة|خبرگزاری|डेस्क|ब्यूरो|ডেস্ক|டெஸ்க்)\b"
    r"|編集部|通信社?|新聞社?|報道|ニュース|記者|记者|记者团|编辑|編輯|新闻|新聞|취재|편집|뉴스|연합",
    re.IGNORECASE,
)
MARKED = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd"
    "\u0b82-\u0bcd\u0c00-\u0c4d\u0c82-\u0ccd\u0d02-\u0d4d\u0d82-\u0ddf\u0e31-\u0e4e\u102b-\u103e\u17b6-\u17d3\u200c\u200d"
)
NAME = re.compile(
    rf"^[^\W\d_][\w.'’‘`{MARKED}-]*( [\w.'’‘`&+{MARKED}-]+){{1,4}}$"
)  # \w leaves out vowel signs
UNSPACED_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}")  # Chinese, Japanese, Korean
LEAD_IN = re.compile(
    r"^(?:(?:written|posted|story|words|review|opinion|reported|report|text|interview|analysis)\s+)?(?:by"
    r"|from|von|par|por|di|door|av|af|przez"
    r"|texte?|oleh|penulis|bởi|autor|autore?|автор|текст|yazan|kirjoittaja|szerző)\b:?\s*|^authors?:\s*",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\s*(?:,|;|\||·|•|/|、|，|；|،|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bog\b|\ben\b|\bve\b|\bja\b|\bdan\b"
    r"|\bés\b|\bși\b|\bи\b|\bі\b|\bта\b|\bκαι\b"
    r"|&|\bwith\b|\bmit\b|\bavec\b|\bcon\b)\s*(?![Jj]r\b|[Ss]r\b|III?\b)"
)
# Short words that also stand within names ("Costa e Silva"): between two whole names only.
BETWEEN_NAMES = re.compile(r"(?<=[^\W\d_]) (?:e|i|a) (?=[^\W\d_][^\s]+ [^\W\d_])")
ASIAN_ROLE = re.compile(
    r"(?:^(?:本报|本報|特约)?(?:记者|記者|通讯员|文/|文／|撰文)[\s:：/]*"
    r"|[\s　]*(?:記者|记者|기자|특파원|논설위원|氏|編集委員|特派员|特派員)$)"
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
    ["de", "d", "l", "da", "di", "del", "della", "der", "den", "van", "von", "bin", "ben", "al", "el", "la", "le", "du",
     "dos", "das", "do", "y", "e", "i", "ter", "ten", "het", "'t", "in", "op", "zu", "zum", "zur", "vom", "af", "av", "mac", "o",
     "dei", "degli", "della", "delle", "dal", "dalla", "lo", "los", "las", "ibn", "bint", "abu", "ul", "ud", "ur", "as", "ash", "ad"]
)  # fmt: skip
PARTICLE_END = re.compile(r"(?<=\w)['’-]")  # "al-Masri", "d'Alema"
LONGEST = 45
HONORIFIC_COMMA = re.compile(r",\s+(Jr|Sr)\b\.?")


def split_names(byline: str) -> list[str]:
    """Cut a byline into what may be names: "By Ana Ruiz and Bo Li, Reuters" → Ana Ruiz · Bo Li · Reuters."""
    byline = HONORIFIC_COMMA.sub(r" \1.", " ".join((byline or "").split()))
    byline = led_in(byline.strip(" ,;|·•-–—"))
    parts = [part for part in BETWEEN.split(byline) if part]
    return [name for part in parts for name in between_names(part)]


def between_names(part: str) -> list[str]:
    """Cut "Ana Ruiz e Bo Li" in two; "João da Costa e Silva" is one name."""
    halves = BETWEEN_NAMES.split(part)
    return (
        halves if len(halves) == 2 and len(halves[0].split()) == 2 and len(halves[1].split()) == 2 else [part]
    )


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
    name = ASIAN_ROLE.sub("", led_in(name))
    if (
        len(name) > LONGEST
        or "@" in name
        or "http" in name
        or ROLE.search(name)
        or DESK.search(name)
        or AGENCIES.search(name)
    ):
        return None
    if not NAME.match(name) and not UNSPACED_NAME.fullmatch(name):
        return None
    words = name.split()
    if any(word[0].islower() and PARTICLE_END.split(word)[0] not in PARTICLES for word in words):
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
