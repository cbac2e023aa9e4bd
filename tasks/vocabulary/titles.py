"""Titles, ranks and offices that stand before a name, and letters that stand after it."""

import re


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


MALE_TITLES = words_of("""
    mr mister sir king prince lord pope father fr baron duke earl count emperor viscount monsieur herr
    senor brother congressman councilman assemblyman spokesman chairman sheikh imam ayatollah cardinal
    archbishop rabbi
""")
FEMALE_TITLES = words_of("""
    mrs ms miss queen princess lady dame sister mother baroness duchess countess empress viscountess
    madame mme frau senora congresswoman councilwoman assemblywoman spokeswoman chairwoman
""")
# Those who bear these are known by title and first name.
REGNAL_TITLES = words_of("""
    king queen prince princess pope emperor empress saint st sister brother father mother lady lord sir
    dame sultan
""")
GENERATIONS = words_of("""
    jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi
""")
_SHORT = words_of("""
    Mr Mrs Ms Mx Miss Mister Dr Prof Sir Lord Lady Dame Hon Rev Revd Fr Msgr Gen Lt Col Capt Maj Sgt Cpl
    Pvt Pfc Spc Adm Cmdr Cdr Brig Sen Rep Reps Sens Gov Govs Amb Atty Cllr Supt Insp Det Const Mme Ald
    Asst Assoc Rt
""")
_RANKS = words_of("""
    General Lieutenant Colonel Captain Major Sergeant Corporal Private Admiral Commander Commodore
    Brigadier Marshal Officer Trooper Constable Detective Inspector Superintendent Sheriff Deputy Chief
    Agent Ranger
""")
_OFFICES = words_of("""
    President Vice-President Premier Chancellor Senator Congressman Congresswoman Governor Minister
    Secretary Chairman Chairwoman Chair Ambassador Representative Councillor Councilman Councilwoman
    Alderman Assemblyman Assemblywoman Commissioner Mayor Judge Justice Magistrate Speaker Director
    Professor Doctor Coach Manager Principal Dean Spokesman Spokeswoman Spokesperson Reverend Pastor
    Bishop Archbishop Cardinal Pope Father Sister Rabbi Imam Sheikh Ayatollah Mullah King Queen Prince
    Princess Duke Duchess Earl Count Countess Baron Baroness Viscount Emperor Empress Sultan Emir Crown
    Taoiseach CEO
""")
_PORTFOLIOS = words_of("""
    Foreign Defence Defense Interior Finance Justice Health Education Environment Trade Energy Oil
    Economy Home Labour Labor Treasury Commerce Agriculture Transport Transportation State Press Cabinet
    Deputy Shadow First Chief Culture Sports Information Housing Prime Business
""")
_PHRASES = (
    r"Vice President",
    r"Prime Minister",
    r"Secretary of (?:State|Defense|the (?:Treasury|Navy|Army|Interior))",
    r"Secretary[- ]General",
    r"(?:Attorney|Solicitor|Surgeon) General",
    r"Lieutenant (?:Governor|Colonel|General)",
    r"Chief Justice",
    r"(?:House|Senate|Majority|Minority|Opposition|Party|Supreme|Labour|Labor) (?:Speaker|Leader|Whip)",
    r"(?:House|Senate) (?:Majority|Minority) (?:Leader|Whip)",
    r"First Lady",
    r"(?:Police|Fire|Army|Navy|Air|Intelligence) (?:Chief|Commissioner|Commander)",
    r"Grand Ayatollah",
    r"Crown Prince",
    r"(?:Rear|Vice) (?:Adm\.?|Admiral)",
    r"Right Hon\.?",
    r"Chief of Staff",
    r"Director of National Intelligence",
    r"National Security Advis[eo]r",
    r"Field Marshal",
    r"(?:Staff|Master|First) (?:Sgt\.?|Sergeant)",
    r"Special Envoy",
)
_MODIFIED = (
    r"(?:Chief|District|Circuit|Deputy|Assistant|Acting|Special|Senior|Managing|Executive) "
    r"(?:Judge|Attorney|Executive|Constable|Inspector|Superintendent|Agent|Officer|Director|Commissioner|Chief|"
    r"Editor|Secretary|President|Minister|Marshal|Sheriff|Mayor|Governor)"
)
_PRECEDING = "former|then|ex|late|acting|outgoing|incoming|newly elected|disgraced|current|longtime|The|the"


def _any_of(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_MINISTERS = rf"(?:{_any_of(_PORTFOLIOS)}|Homeland Security|Work and Pensions) (?:Minister|Secretary)"
_LONG = "|".join((*_PHRASES, _MINISTERS, _MODIFIED, _any_of(_RANKS | _OFFICES)))
_TITLE = rf"(?:(?:{_LONG})(?![\w’']|-(?!elect|designate))\.?|(?:{_any_of(_SHORT)})\b\.?(?!['’-]))"
# A title in front of nothing but another title is the name itself, so the last one must be followed by more.
LEADING_TITLES = re.compile(
    rf"(?:(?:{_PRECEDING})[\s-]+)*(?:(?:elect\s+)?{_TITLE}(?:[- ]elect|[- ]designate)?,?\s+)+(?=\S)",
    re.IGNORECASE,
)
TITLES_BEFORE = re.compile(rf"(?<![\w-])(?:{_TITLE}\s+)+$")
"""Titles right before a name: search in the text that ends where the name starts."""

POST_NOMINALS = re.compile(
    r"(?:,?\s+(?:MPs?|MEP|MSP|QC|KC|CBE|OBE|MBE|PhD|Ph\.D\.?|MD|M\.D\.?|Esq\.?|USN|RN))+$"
)


def leading_titles(name: str) -> str:
    """Return the titles that `name` starts with, and the blank after them; "" if nothing follows."""
    match = LEADING_TITLES.match(name)
    return match.group() if match else ""
