"""Names of outlets and news agencies that are known beforehand; others are told by the words around them."""

import re
from functools import lru_cache

from tasks.enrich.quotes.wordlist import words

AGENCIES = {
    "reuters": "Reuters", "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP",
    "ap": "Associated Press", "associated press": "Associated Press", "upi": "UPI",
    "united press international": "UPI", "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg",
    "dpa": "dpa", "efe": "EFE", "ansa": "ANSA", "kyodo": "Kyodo", "kyodo news": "Kyodo", "xinhua": "Xinhua",
    "xinhua news agency": "Xinhua", "tass": "TASS", "itar-tass": "TASS", "interfax": "Interfax",
    "irna": "IRNA",
    "sana": "SANA", "anadolu": "Anadolu", "anadolu agency": "Anadolu", "yonhap": "Yonhap",
    "press trust of india": "PTI", "pti": "PTI", "canadian press": "The Canadian Press",
    "press association": "Press Association", "pa media": "PA Media", "ria novosti": "RIA Novosti",
    "dow jones newswires": "Dow Jones Newswires", "tasnim": "Tasnim", "fars": "Fars",
    "fars news agency": "Fars",
    "getty images": "Getty Images", "mehr": "Mehr", "kcna": "KCNA", "ians": "IANS", "antara": "Antara",
}  # fmt: skip

OUTLETS = frozenset(
    """
new york times|times|washington post|post|wall street journal|journal|financial times|usa today|
los angeles times|
chicago tribune|boston globe|washington times|new york post|new york daily news|daily news|miami herald|
houston chronicle|san francisco chronicle|dallas morning news|philadelphia inquirer|denver post|
detroit free press|
des moines register|union leader|tampa bay times|arizona republic|guardian|observer|daily telegraph|telegraph|
independent|daily mail|mail online|mailonline|sun|daily mirror|mirror|daily express|economist|
spectator|new statesman|
evening standard|scotsman|irish times|sydney morning herald|australian|age|globe and mail|
toronto star|national post|
haaretz|jerusalem post|times of israel|yedioth ahronoth|al jazeera|al arabiya|al-arabiya|al-monitor|
the national|
hurriyet|dawn|times of india|hindustan times|hindu|indian express|south china morning post|
japan times|straits times|
asahi shimbun|yomiuri shimbun|china daily|global times|people's daily|moscow times|kommersant|
pravda|russia today|rt|
sputnik|le monde|le figaro|libération|liberation|der spiegel|spiegel|die zeit|die welt|bild|
süddeutsche zeitung|
frankfurter allgemeine zeitung|el pais|el país|el mundo|la repubblica|corriere della sera|bbc|
bbc news|itv|itv news|
channel 4 news|sky news|cnn|cnbc|msnbc|nbc|nbc news|abc|abc news|cbs|cbs news|cbs dc|fox news|fox business|
fox news channel|fox|pbs|npr|c-span|c-span2|univision|telemundo|bloomberg tv|bloomberg politics|cbc|
cbc news|huffington post|
huffpost|politico|the hill|hill|roll call|daily beast|daily caller|breitbart|breitbart news|
buzzfeed|buzzfeed news|vox|slate|
salon|axios|propublica|intercept|the intercept|mother jones|vice|vice news|gawker|drudge report|
talking points memo|
national review|weekly standard|washington examiner|washington free beacon|free beacon|the atlantic|atlantic|
new yorker|time|time magazine|newsweek|rolling stone|vanity fair|esquire|gq|new republic|the nation|
foreign policy|
foreign affairs|forbes|fortune|business insider|marketwatch|barron's|wired|variety|
hollywood reporter|deadline|tmz|
people magazine|us weekly|entertainment weekly|cosmopolitan|vogue|espn|sports illustrated|the blaze|
blaze|townhall|
newsmax|one america news|yahoo news|yahoo|google news|mashable|techcrunch|the verge|ars technica|
christian science monitor|mcclatchy|tribune news service|cnsnews|cnsnews.com|cns news|defense news|
stars and stripes|
military times|army times|jane's|ihs jane's|jane's defence weekly|scientific american|nature|lancet|
radio free europe|voice of america|deutsche welle|france 24|rte|rté|abc australia|the conversation|quartz|
fivethirtyeight|realclearpolitics|real clear politics|factcheck.org|politifact|snopes|wikileaks|bellingcat
""".replace("\n", "").split("|")
)

# Short names that are common words or other things unless something cites them.
AMBIGUOUS = words(
    """
    times post journal sun mirror independent observer age time people fortune nature vice hill slate
    salon vox nation atlantic telegraph mail express yahoo abc fox deadline variety wired blaze hindu
    national dawn bild nbc cbs bbc espn forbes ap rt pa mehr fars sana time_magazine
    """
)


# Names are made like this all over the world: the Harbour Gazette, Radio Selwick, the Daily Lantern, Meridian Wire.
LAST_WORDS = words(
    """
    times post news herald tribune gazette chronicle journal courier ledger mail star telegraph observer
    guardian standard express echo mercury examiner inquirer enquirer dispatch register sentinel bulletin
    independent advertiser argus record reporter weekly magazine radio tv television wire newswire press today
    globe daily review monitor mirror beacon banner broadcasting online
    """
)
FIRST_WORDS = words("radio daily sunday weekly evening morning")
WIRES = words("wire newswire agency")
LEAST_WORDS, MOST_WORDS = 2, 5


FORMED = re.compile(
    r"[A-Z](?<!\w.)[\w’'-]*[ ](?:[A-Z][\w’'-]*[ ]){0,2}(?:"
    + "|".join(sorted(w.capitalize() for w in LAST_WORDS))
    + r")\b"
)


def is_formed_as_outlet(name: str) -> bool:
    """Whether a name that is in no list is made like an outlet's; say so only of what stands as a source."""
    parts = fold(name).split()
    capital = sum(w[:1].isupper() for w in name.split())
    if not LEAST_WORDS <= len(parts) <= MOST_WORDS or capital < LEAST_WORDS:
        return False
    return parts[-1] in LAST_WORDS or parts[0] in FIRST_WORDS or parts[-2:] == ["news", "agency"]


def is_formed_as_agency(name: str) -> bool:
    """Whether an outlet's name says that it is a news agency."""
    return fold(name).split()[-1:] != [] and fold(name).split()[-1] in WIRES


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Lower case, straight apostrophes, without "the" and a possessive."""
    key = " ".join(name.replace("’", "'").lower().split())
    key = key.removeprefix("the ")
    return key[:-2] if key.endswith("'s") and key not in OUTLETS else key


def agency(name: str) -> str | None:
    """The agency's usual name, or None."""
    return AGENCIES.get(fold(name))


def is_outlet(name: str) -> bool:
    """Whether the name is that of a known outlet."""
    return fold(name) in OUTLETS


@lru_cache(maxsize=20_000)
def is_named_as_outlet(name: str) -> bool:
    """Whether the name is in a list or made like an outlet's."""
    return is_outlet(name) or agency(name) is not None or is_formed_as_outlet(name)
