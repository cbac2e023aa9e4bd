"""Litter of English scrapes by wording and place, each with its reason."""

import re
from collections.abc import Sequence

from tasks.clean.wording import HEAD, SHOUT, begins, ends_like_sentence, head_of, is_promo, is_tail

SEE_ALSO = re.compile(
    r"^\W*(?:see also|read also|also read|read more|related|read next|more on this|recommended|watch"
    r"|don['’]t miss)\s*:",
    re.IGNORECASE,
)
CREDIT_IN_BRACKETS = re.compile(
    r"\((?:[^()]{0,60}\b)?(?:AP|AFP|Reuters|Getty|EPA|AP Photo|Photos?|Image|File|Courtesy|Shutterstock"
    r"|Alamy|Pool)\b[^()]{0,80}\)\s*$"
)
CREDITED = (
    r"(?:Getty|AFP|AP|Reuters|EPA|Shutterstock|Instagram|YouTube|Twitter|Facebook|TikTok|Flickr|Alamy|iStock|Unsplash"
    r"|Pexels|Pixabay|Depositphotos|Newscom|WireImage|Imago|Zuma(?: Press)?|USA Today(?: Sports| Network)?)"
)
CREDIT_LINE = re.compile(
    r"^\W*(?:photos?|images?|pictures?|credits?|photograph|video|source|file photo)\s*(?::|by\b|courtesy"
    rf"|credit)|^\W*(?:photo )?(?:courtesy|headshot|screenshot) (?:of|from|via|by)\b|^[^.!?]{{2,80}}(?:/|\bvia ){CREDITED}\b[^.]{{0,40}}$",
    re.IGNORECASE,
)
CREDIT_AT_END = re.compile(rf"[.!?”\"]\s*[^.!?]{{2,60}}(?:\s?/\s?|\bvia ){CREDITED}(?: Images| Sports)?\W*$")
# What a site says of itself to its reader.
CONSENT = re.compile(
    r"\b(?:we|our (?:web)?site|this (?:web)?site|websites?)\b.{0,60}\bcookies\b"
    r"|\bcookies\b.{0,120}\byour (?:browser|device|preferences|settings|consent|experience)\b"
    r"|\b(?:accept|reject|manage|allow|block) (?:all |these |our )?cookies\b|\bopt(?:ing)?[- ]out\b.{0,60}\bcookies\b"
)
CONSENT_HINT = "cookies"
TERMS = re.compile(
    r"^\W*by (?:clicking|signing|subscribing|submitting|providing|registering|entering|continuing)\b"
    r".{0,240}\b(?:agree|terms|privacy|consent)\b",
    re.IGNORECASE,
)
EMBED = re.compile(
    r"^\W*(?:waiting for your permission|this content (?:is hosted|can also be viewed|is not available)"
    r"|to view this (?:content|video|embed)|(?:view|see) this post on\b|a post shared by"
    r"|(?:instagram|twitter|facebook|tiktok|youtube|x) content$"
    r"|we(?:'|’)re sorry, this (?:content|video)|your browser (?:does not|doesn['’]t))",
    re.IGNORECASE,
)
PAYWALL = re.compile(
    r"^\W*(?:(?:you have )?\d+ (?:free )?articles? (?:left|remaining)|already (?:a|have an?) (?:subscriber|account|member)"
    r"|this (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:\w+ )?(?:subscribers|members)"
    r"|subscribe (?:now )?to (?:read|continue|keep)|(?:log|sign) in to (?:read|continue|view))",
    re.IGNORECASE,
)
COMMENT_FORM = re.compile(
    r"^\W*(?:leave a (?:reply|comment)|post a comment|add a comment|join the (?:conversation|discussion)"
    r"|comments?\s*\(?\d*\)?$|\d+ comments?$"
    r"|you are commenting using|please (?:log|sign) in\b.{0,60}comment|please read our comment"
    r"|click to (?:read more and )?view comments"
    r"|your email address will not be published|fill in your details below|connecting to %s"
    r"|log in to (?:comment|reply)|view comments)",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"^\W*(?:share(?: this)?(?: (?:on|via|article|story|with)\b.{0,30})?|tweet|facebook|twitter|whatsapp"
    r"|e-?mail|linkedin|pinterest|reddit|print|copy link"
    r"|follow us(?: on)?\b.{0,40}|\d*\s*shares?|save|gift|listen|enable read mode|\d{1,3}%\s*font size"
    r"|font size)\W*$",
    re.IGNORECASE,
)
NEWSLETTER = re.compile(r"\bnewsletters?\b|\binbox\b|\bsubscribe\b|\bsign up\b", re.IGNORECASE)
CONTINUES = re.compile(
    r"^\W*(?:(?:story|article) continues|advertisement|scroll to continue|continue reading|article continues)\b",
    re.IGNORECASE,
)
# "Read also" in the languages of the larger European newspapers; it leads in a link wherever it stands.
READ_ALSO = re.compile(
    r"^\W*(?:(?:à )?lire aussi|a lire également|lesen sie auch|lesen sie mehr|mehr zum thema|lea también|lee también|te puede interesar"
    r"|leggi anche|leia também|leia mais|lees ook|les også|läs också|läs även|læs også|lue myös|czytaj (?:też|także|również)"
    r"|zobacz też|přečtěte si|olvassa el|citește și|читайте также|читайте також|прочетете още|διαβάστε (?:ακόμη|επίσης)"
    r"|ayrıca bakınız|baca juga|xem thêm)\b\s*(?::|[-–—|]|$)",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE)
READ_MODE = re.compile(r"^[^a-z]*\b\d{1,3}\s?%\W*\w+(?: \w+)?$", re.IGNORECASE)

# How the lines that sure_reason names begin, unless with a mark or a digit.
SURE_HEADS = frozenset((
    "see al", "rea", "als", "rel", "mor", "rec", "wat", "don", "sto", "art", "adv", "scr", "con", "cli",
    "go ", "get", "lik", "sub", "sig", "dow", "pho", "ima", "pic", "cre", "vid", "sou", "fil", "cou",
    "hea", "lea", "pos", "add", "joi", "com", "you", "ple", "log", "vie", "see th", "wai", "this a",
    "this c", "this s", "to vie", "a post", "ins", "twi", "fac", "tik", "x c", "we'", "we’", "alr", "sha",
    "twe", "wha", "ema", "e-m", "lin", "pin", "red", "pri", "cop", "fol", "sav", "gif", "lis", "ena",
    "fon", "by cli", "by sig", "by sub", "by pro", "by reg", "by ent", "by con",
))  # fmt: skip
SURE_HINTS = ("/", "via ", "CLICK", "Via ", "VIA ", "ights reserved", CONSENT_HINT)


def may_be_sure(line: str, hints: Sequence[str] = SURE_HINTS) -> bool:
    """Whether `sure_reason` can name a line: one in four of a scrape's lines; the others are spared its patterns.

    Args:
        line: blanks and bullets around it left out.
        hints: those of `SURE_HINTS` that stand anywhere in the text.
    """
    if line[-1:] == ")" or begins(head_of(line), SURE_HEADS):
        return True
    return any([hint in line for hint in hints])  # noqa: C419 a generator costs three times as much


def sure_reasons_of(lines: Sequence[str], n_words: Sequence[int]) -> list[str | None]:
    """Return `sure_reason` of each line; what stands nowhere in the text is asked for once."""
    whole = "\n".join(lines)
    hints = [hint for hint in SURE_HINTS if hint in whole]
    return [
        wording_reason(line, count) if may_be_sure(line, hints) else None
        for line, count in zip(lines, n_words, strict=True)
    ]


def sure_reason(line: str, n_words: int) -> str | None:
    """Return why an English line is litter wherever it stands, or None.

    Args:
        line: a segment, blanks and bullets around it left out.
        n_words: how many words it has.
    """
    return wording_reason(line, n_words) if may_be_sure(line) else None


def wording_reason(line: str, n_words: int) -> str | None:
    """Return the reason of a line that `may_be_sure`, or None."""
    if n_words < 45 and (
        SEE_ALSO.match(line) or CONTINUES.match(line) or (n_words < 25 and SHOUT.match(line))
    ):
        return "related_link"
    if n_words < 80 and line[-1:] == ")" and CREDIT_IN_BRACKETS.search(line):
        return "caption"
    if n_words < 20 and CREDIT_LINE.match(line):
        return "credit"
    if n_words < 60 and ("/" in line or " via " in line) and CREDIT_AT_END.search(line):
        return "caption"
    if n_words < 40 and (COMMENT_FORM.match(line) or EMBED.match(line) or PAYWALL.match(line)):
        return "comment_form" if COMMENT_FORM.match(line) else "embed" if EMBED.match(line) else "paywall"
    if n_words < 10 and SHARE.match(line):
        return "share"
    if n_words < 60 and (COPYRIGHT.match(line) or "ights reserved" in line):
        return "copyright"
    if n_words < 160 and CONSENT_HINT in line and CONSENT.search(line.lower()):
        return "consent"
    return "newsletter" if TERMS.match(line) else None


def litter_reason(line: str, n_words: int, *, after_body: bool, before_body: bool) -> str | None:
    """Return the reason for which an English line is probably litter, or None.

    Args:
        line: a segment, blanks and bullets around it left out.
        n_words: how many words it has.
        after_body: it stands after the last plain paragraph.
        before_body: it stands before the first plain paragraph.
    """
    if (n_words < 45 and is_promo(line)) or (n_words < 25 and SHOUT.match(line)):
        return "newsletter" if NEWSLETTER.search(line) else "related_link"
    if after_body and n_words < 70 and is_tail(line):
        return "newsletter" if NEWSLETTER.search(line) else "tail"
    return "byline" if before_body and n_words < 20 and HEAD.match(line) else None


def is_fragment(line: str, n_words: int) -> bool:
    """Whether a line is no sentence and too short to be a paragraph of one."""
    return n_words < 12 and not ends_like_sentence(line)
