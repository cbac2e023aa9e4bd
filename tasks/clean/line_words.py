"""The vocabulary that the line model looks for: words and forms of page furniture. English."""

import re

STOP_WORDS = """the a an and or but of to in on at for from by with as is are was were be been has have had it its this that
these those he she they we i you his her their our not no will would can could said who which what when where how than then
there so if about after before over up out into more also one two"""
FURNITURE_WORDS = """newsletter newsletters subscribe subscriber subscribers subscription share follow related advertisement
advertising cookie cookies privacy terms copyright getty photo photos image images video videos credit courtesy tweet facebook
twitter instagram youtube tiktok linkedin whatsapp email comment comments trending popular recommended sponsored shop deal deals
buy podcast watch listen download app edition menu skip search loading updated published ago gmt inbox login register account
unsubscribe affiliate commission retailer gallery caption click tap link links latest stories topics tags webinar signup join"""
CREDITED_WORDS = "getty reuters shutterstock afp ap usa courtesy photo photograph image credit"
STOP = frozenset(STOP_WORDS.split())
FURNITURE = frozenset(FURNITURE_WORDS.split())
ADDRESS = frozenset(("you", "your", "yours", "our", "us", "we", "my"))  # furniture speaks to its reader
SAID = frozenset(("said", "told", "says", "added", "wrote", "according"))
INNER = re.compile(r"[.!?][\"”’)]* [A-Z“\"]")  # a sentence ends and another begins within the line
AGENCY = re.compile(
    r"\b(getty|reuters|shutterstock|afp|ap photo|usa today sports|courtesy of|photo by|photograph|image:|credit:|via (getty|ap))\b"
    r"|/(getty|ap|afp|reuters)\b"
)
CREDIT_WORDS = frozenset(CREDITED_WORDS.split())  # one stands in what AGENCY finds
TAIL_WORDS = frozenset(  # one stands in what wording.TAIL_WITHIN finds, or an "@"
    ("reserved", "reproduced", "published", "reached", "contacted", "tip", "story", "follow", "contributed", "information",
     "newsletter", "newsletters", "inbox", "app", "subscribe", "sign", "discuss", "join", "donation", "features")
)  # fmt: skip
MARKED = FURNITURE | CREDIT_WORDS | SAID | ADDRESS | TAIL_WORDS
DIGIT = re.compile(r"\d")
# The capital is asked for first: a pattern that begins with a look behind is tried at each character.
CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=[\s“‘\"'(].)[\w’'-]+")
BULLET = "-•*·▪►"
BLOCK_HEADING = re.compile(
    r"^\W*(related|more (from|on|in|stories|news|coverage)|most (read|popular|viewed)|popular|trending|recommended|latest"
    r"|top (stories|news)|you (may|might)|read (more|next)|also (read|see|on)|see also|editor'?s['’]? picks?|featured|don['’]t miss"
    r"|sponsored|around the web|in other news|tags?|topics|categories|share|follow|about the author|comments?|newsletters?|subscribe"
    r"|explore|further reading|what to (read|watch)|must[- ]reads?|keep reading)\b.{0,40}$",
    re.IGNORECASE,
)
# How the lines that BLOCK_HEADING finds begin, unless with a mark.
BLOCK_HEADS = frozenset((
    "rel", "mor", "mos", "pop", "tre", "rec", "lat", "top", "you ma", "you mi", "rea", "als", "see al", "edi", "fea", "don", "spo",
    "around", "in oth", "tag", "cat", "sha", "fol", "about", "about ", "com", "new", "sub", "exp", "fur", "what t", "mus", "kee",
))  # fmt: skip
