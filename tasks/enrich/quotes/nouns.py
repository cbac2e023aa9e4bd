"""Which nouns speak, and as what: unnamed persons, groups, bodies, documents, holders of an office."""

from tasks.enrich.quotes.wordlist import words

OFFICIAL = words(
    """
    official officer aide adviser advisor diplomat insider source staffer operative strategist authority
    negotiator investigator lawmaker intelligence bureaucrat representative
    """
)
ANONYMOUS = words(
    """
    source insider person someone somebody individual witness man woman onlooker bystander neighbor
    neighbour resident employee worker staffer aide friend colleague acquaintance caller user commenter
    reader analyst expert observer executive veteran activist protester demonstrator critic supporter
    voter student fan tourist survivor victim relative soldier fighter participant attendee reporter
    journalist passenger customer insider whistleblower whistle-blower operative strategist official
    diplomat officer adviser advisor interviewer questioner
    """
)
GROUP = words(
    """
    people many some others most few several both all everyone everybody men women critics supporters
    they we those us team family couple crowd public majority audience community panel
    """
)
DOCUMENT = words(
    """
    report letter study poll survey memo memorandum document lawsuit complaint book article statement
    bill law constitution ruling filing affidavit indictment email e-mail story text tweet post note
    transcript editorial column ad advertisement video website site page release resolution treaty deal
    agreement order opinion research paper analysis data figure record warrant testimony manifesto
    message caption headline sign banner plan proposal petition review audit act amendment decision
    guideline policy quote op-ed draft minute accounts register paper brochure leaflet diary log logbook
    """
)
BODY = words(
    """
    company agency administration government campaign department committee court newspaper firm group
    office bank organization organisation union party ministry commission council authority university
    school police outlet paper network magazine association institute bureau army military parliament
    congress senate house board network team corporation publisher foundation coalition regime embassy
    pentagon embassy union federation fund league club service watchdog think-tank tank alliance militia
    side camp state nation country city county church airline prosecution defense jury
    """
)
ROLE = words(
    """
    president minister secretary spokesman spokeswoman spokesperson chairman chairwoman chair chief
    director leader governor mayor senator congressman congresswoman general admiral colonel captain
    sheriff judge justice attorney lawyer prosecutor ambassador envoy commander king queen prince pope
    ceo manager editor author professor doctor candidate nominee coach speaker commissioner
    administrator billionaire businessman mogul actor actress singer host anchor correspondent mother
    father wife husband son daughter brother sister chancellor premier ayatollah emir sultan deputy
    vice-president frontrunner front-runner republican democrat lawmaker legislator owner founder head
    executive pastor bishop archbishop cardinal rabbi imam officer official detective superintendent
    principal teacher nurse star
    """
)
HONORIFICS = words(
    """
    mr mrs ms miss dr sir lord lady dame prof professor rev reverend sen senator rep representative gov
    governor gen general adm admiral rear lt lieutenant col colonel sgt sergeant maj major capt captain
    cmdr navy army ayatollah hon judge justice president
    """
)
RANKS = HONORIFICS - {
    "president",
    "governor",
    "senator",
    "representative",
    "justice",
    "judge",
    "general",
    "gov",
    "sen",
    "rep",
}
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
# Words that say that a source is not named, or how it knows: "people familiar with the matter".
NOT_SAID_WHO = words(
    """
    unnamed anonymous unidentified undisclosed familiar briefed knowledge close anonymity
    """
)
