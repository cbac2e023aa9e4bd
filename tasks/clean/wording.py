"""Wording of lines that are not the article's own. English only: callers ask for the language first."""

import re

# Fires anywhere in a text, on lines of under 45 words.
PROMO = re.compile(
    r"""^\W*(
  (related|read\ (more|next|also|on)|see\ (also|more)|also\ (read|see|on)|more(\ (from|on|in|coverage
    |stories|must-reads)\b[^:.]{0,40})?
    |don['’]t\ miss|must\ read|required\ reading|recommended|watch|listen|you\ (may|might)\ (also\ )?like
    |up\ next)\s*(:|\]|»|$)
 |(related|recommended|popular|latest|trending|top|more)\ (stories|story|videos?|articles?|content
    |coverage|reads?|news|posts?|links?|topics?)\b[^.]{0,30}$
 |advertisement|story\ continues|article\ continues|continue\ reading|scroll\ to\ continue|skip\ past
    |promotion$|supported\ by$|sponsored\b
 |(click|tap|go)\ here\b|click\ to\b
 |(sign|signing)\ up\ (for|to|here|now)|subscribe\ (to|now|here|for)|get\ (the|our)\ .{3,60}(newsletter
    |inbox|app)\b|.{0,60}\bnewsletters?$
 |(instagram|twitter|facebook|tiktok|youtube|x)\ content$|this\ content\ can\ also\ be\ viewed
    |waiting\ for\ your\ permission
 |view\ (this\ post|on)\ (instagram|twitter)|a\ post\ shared\ by
 |—\ .{2,60}\(@\w+\)
 |\[?(image|images|photo|photos|picture|video|gallery)\ ?(via|credits?|courtesy|by|:)\b
 |(photo|image|gallery|video)s?\ (by|credit|courtesy)
 |please\ (enter|log\ in|try\ again|enable|wait)|session\ expired|oops!|your\ browser
 |all\ products\ (featured|on)\b.*independently
 |by\ clicking\b
)""",
    re.IGNORECASE | re.VERBOSE,
)
# How the lines that PROMO finds begin, unless with a mark or a digit; asking first spares most lines the pattern.
PROMO_HEADS = frozenset((
    "rel", "rea", "see al", "see mo", "als", "mor", "don", "mus", "req", "rec", "wat", "lis", "you",
    "up ", "pop", "lat", "tre", "top", "adv", "sto", "art", "con", "scr", "ski", "pro", "sup", "spo",
    "cli", "tap", "go ", "sig", "sub", "get", "ins", "twi", "fac", "tik", "x c", "this c", "wai", "vie",
    "a p", "ima", "pho", "pic", "vid", "gal", "ple", "ses", "oop", "all", "by ",
))  # fmt: skip
SHOUT = re.compile(
    r"^(CLICK HERE|GO HERE|READ (MORE|ON)|GET THE|LIKE .* FACEBOOK|SUBSCRIBE|SIGN UP|DOWNLOAD|WATCH|RELATED)\b"
    r"|^[^a-z]*\bCLICK(ING)? HERE\b[^a-z]*$"
)
# At the end of a text, on lines of under 70 words: at the line's start, or anywhere in it.
TAIL_START = re.compile(
    r"""(
  \W*(©|\(c\)|copyright\b)
 |(contact|email|e-mail|follow|reach|write\ to|send)\b.{0,160}(@|\bat\b|\btwitter\b|\bon\ x\b|\binstagram\b
    |facebook)
 |(contributing|reporting|additional\ reporting|with\ (files|reporting))\b[^.]{0,20}\b(by|from|:)|contributing:
 |(this\ (story|article|piece|post|report|essay)|the\ post|editor['’]s\ note|correction|clarification
    |update[ds]?|a\ version\ of|originally)\b.{0,80}\b(appeared|published|originally|updated|corrected|first
    |republished|misstated|incorrectly|produced)\b
 |(more\ information|references?|footnotes?|sources?|notes?|citation|provided\ by|explore\ further
    |filed\ under|about\ the\ authors?)\s*(:|$)
 |(tags?|topics|comments?|share(\ this)?|read\ the\ latest)\s*:?$
 |this\ (article|story|interview|piece|post|report|essay|conversation)\ (has\ been|was)\ (lightly\ |carefully\ |peer\ )?
    (reviewed|edited|condensed|updated|translated|produced|adapted|excerpted)
 |(story|journal)\ (source|reference)s?\s*:|cite\ this\b|materials?\ provided\ by\b|(reprinted|republished|excerpted)\ (by|with|from)\b
 |some\ (names|details|identifying\ details)\b.{0,20}\bchanged|comments\ on\ this\ (piece|article|story)\b
 |want\ to\ bookmark\b|every\ (week|month|day),.{0,40}\baddress|watch\ (him|her|the)\b.{0,60}\bnow\b|scroll\ (through|down)\b
 |support\ (our|independent)|for\ more\b.{0,60}(visit|news|coverage|click)|see\ more\b
 |_+$|\[?\d+\]\s|-?\s*https?://\S+$
)""",
    re.IGNORECASE | re.VERBOSE,
)
TAIL_HEADS = frozenset((
    "cop", "con", "ema", "e-m", "fol", "rea", "wri", "sen", "rep", "add", "with f", "with r", "the po",
    "edi", "cor", "cla", "upd", "a vers", "ori", "mor", "ref", "foo", "sou", "not", "cit", "pro", "exp",
    "fil", "abo", "tag", "top", "com", "sha", "sto", "jou", "mat", "exc", "som", "wan", "eve", "wat",
    "scr", "sup", "for mo", "see mo", "htt", "this a", "this c", "this e", "this i", "this p", "this r",
    "this s",
))  # fmt: skip
# Each with what stands in every line that it finds; asking for that first makes it twenty times as fast.
TAIL_PARTS = (
    ("all rights reserved", r"all rights reserved"),
    ("not to be reproduced", r"not to be reproduced"),
    ("may not be ", r"may not be (published|reproduced)"),
    ("can be ", r"\bcan be (reached|contacted) (at|on|via|by)\b"),
    (" a tip", r"\b(have|got) a tip\b"),
    (" a story", r"\b(have|got) a story\b"),
    ("@", r"\w@[\w-]+\.\w{2,}\b"),
    ("follow ", r"\bfollow (him|her|them|us|me)\b"),
    ("contributed ", r"\bcontributed (to|reporting)\b"),
    (" information from", r"\bincludes? information from\b"),
    ("newsletter", r"\bnewsletters?\b"),
    ("inbox", r"\binbox\b"),
    ("download ", r"\bdownload (our|the) app\b"),
    ("subscribe", r"\bsubscribe\b"),
    ("sign up", r"\bsign up\b"),
    ("discuss this", r"\bdiscuss this\b"),
    ("join ", r"\bjoin (our|the)\b.{0,30}(forum|community|conversation|discord|channel)"),
    ("make a donation", r"\bmake a donation\b"),
    ("for more features.", r"for more features\.$"),
)
TAIL_WITHIN = tuple((hint, re.compile(pattern)) for hint, pattern in TAIL_PARTS)
BIO = re.compile(
    r"^\W*[A-Z][\w.'’-]+( [A-Z][\w.'’-]+){0,3},?( a| an| the| who)?\b.{0,40}?"
    r"\b(is|was|are|has|writes|covers|covered|reports|joined|works|serves|has been)\b.{0,200}\b"
    r"(reporter|writer|editor|correspondent|journalist|columnist|contributor|freelance\w*|author|analyst"
    r"|producer|fellow|staff|covers|writes"
    r"|reports|covering|professor|director|president|critic|blogger|host)\b"
)
# Before the first paragraph, on lines of under 20 words: bylines, dates, labels.
HEAD = re.compile(
    r"""^\W*(by\b.{2,80}|(posted|published|updated|last\ updated|first\ published|written|reviewed
    |fact[- ]checked)\b.{0,80}
 |.{0,30}\b\d+\s*(min(ute)?s?\s*read|shares?|views?|comments?)\b.*
 |((mon|tues|wednes|thurs|fri|satur|sun)day,?\ )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov
    |dec)[a-z]*\.?\ \d{1,2},?\ \d{4}\b.{0,40}
 |\d{1,2}/\d{1,2}/\d{2,4}\b.{0,30}
 |fact-checked|peer-reviewed\ publication|(reputable\ news\ agency|trusted\ source|proofread|preprint)
 |news|opinion:?|exclusive|analysis|news\ analysis|guest\ essay)$""",
    re.IGNORECASE | re.VERBOSE,
)
ENDS, CLOSERS = frozenset(".!?…:;。！？：।॥؟۔"), "\"'”’»“)]」』）"
END_REACH = 6  # characters: no more closing marks stand after a sentence
OPENING, HEAD_REACH = (
    "\"'“‘",
    10,
)  # marks before a line's first word, and in how many characters they and its head stand


def ends_like_sentence(line: str) -> bool:
    """Whether a line ends in a mark that ends a sentence or announces one, quotes and brackets after it allowed."""
    return line[-END_REACH:].rstrip(CLOSERS)[-1:] in ENDS


def head_of(line: str) -> str:
    """Return how a line begins, quotes before it left out: six characters, lower-cased; "" where no letter stands there."""
    head = line[:HEAD_REACH].lstrip(OPENING)[:6].lower()
    return head if head[:1].isalpha() else ""


def begins(head: str, heads: frozenset[str]) -> bool:
    """Whether a line whose `head_of` this is begins as one of these does (three characters or six), or with no letter."""
    return not head or head[:3] in heads or head in heads


def is_promo(line: str) -> bool:
    """Whether a line's wording leads elsewhere: to other articles, a newsletter, an advertisement."""
    return (begins(head_of(line), PROMO_HEADS) or "ewsletter" in line or "EWSLETTER" in line) and PROMO.match(
        line
    ) is not None


def is_tail(line: str) -> bool:
    """Whether a line has the wording of what follows an article, blanks and bullets around it left out."""
    if begins(head_of(line), TAIL_HEADS) and TAIL_START.match(line):
        return True
    lower = line.lower()
    found = [pattern for hint, pattern in TAIL_WITHIN if hint in lower]
    return any(pattern.search(lower) for pattern in found)
