"""Each line of a scrape weighed by recurrence, wording and place; a verdict is a reason to leave it out."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tasks.clean.evidence import LineEvidence, line_key
from tasks.clean.headline import slug_words
from tasks.clean.line_features import LineContext, Table, line_features
from tasks.clean.line_model import load_line_model
from tasks.clean.litter import READ_ALSO, is_fragment, litter_reason, sure_reasons_of
from tasks.clean.scrape import Scrape
from tasks.clean.wording import ends_like_sentence

PLACE_REASONS = (
    "trailing_line",
    "label",
)  # a reason that says what a line is goes before one that says where it stands
FEWEST_KEPT = 5  # words: a verdict that leaves less is not believed
LONGEST_LINK = 16  # words: without newlines, a longer one runs on into the article's next sentence
QUOTED = re.compile(r"[“”„\"]|«[^»]+»")
SOMEBODY_SAYS = re.compile(
    r"(?:[A-Z][\w.'’-]* ){1,5}(?:also |then |later )?(?:said|says|added|adds|continued|continues|went on|wrote|writes|told|asked|"
    r"asks|replied|replies|responded|explained|concluded|concludes|noted|tweeted|argued)\b[^:]{0,40}:$"
)
OPENS_QUOTATION = re.compile(r"[“„\"«]\w")
SENTENCE = 8  # words
GARBLED_BLANK = " -"  # what scrapers made of a hard blank
SHARED_ARTICLE = (
    0.3  # of the words of long lines: when so many recur, this is another version of an article, not litter
)


def judge(scrape: Scrape, evidence: LineEvidence, outlet: str | None, url: str | None) -> list[str | None]:
    """Return a reason to leave out, or None, for each segment.

    English lines go by the line model, others by recurrence and place alone. A text of which nothing would be left
    loses only its metadata lines.

    Args:
        scrape: the text as read; its own reasons (metadata lines) stand.
        evidence: which lines recur in the corpus.
        outlet: the key of the text's outlet.
        url: the article's address.
    """
    recurs = recurring(scrape, evidence, outlet)
    sure = sure_reasons(scrape)
    reasons = rule_reasons(scrape, recurs, sure)
    if scrape.language == "en":
        sentences = any(segment.is_sentence for segment in scrape.segments)  # the model knows lines only
        litter = (
            [False] * len(reasons)
            if sentences
            else model_litter(scrape, model_rows(scrape, recurs, sure, url), reasons)
        )
        for i, line in enumerate(scrape.bare):
            if reasons[i] not in (None, *PLACE_REASONS) or not (litter[i] or sentences or reasons[i]):
                continue
            before, after = i < scrape.zones.first, i > scrape.zones.last >= 0
            named = recurs[i] or litter_reason(line, scrape.words[i], after_body=after, before_body=before)
            if litter[i]:
                if not named and leads_in(scrape.bare, i):
                    continue
                named = named or place_reason(line, scrape.words[i], before=before, after=after) or "model"
            reasons[i] = named or reasons[i]
    for i, segment in enumerate(scrape.segments):
        if reasons[i] == "related_link" and segment.is_sentence and scrape.words[i] > LONGEST_LINK:
            reasons[i] = None
    kept = sum(count for count, reason in zip(scrape.words, reasons, strict=True) if not reason)
    return reasons if kept >= FEWEST_KEPT else list(scrape.reasons)


def sure_reasons(scrape: Scrape) -> list[str | None]:
    """Return why each line is litter by its wording alone; nothing where the text is not English."""
    if scrape.language != "en":
        return []
    return sure_reasons_of(scrape.bare, scrape.words)


def rule_reasons(scrape: Scrape, recurs: list[str | None], sure: list[str | None]) -> list[str | None]:
    """Return the reasons that rules give before the line model is asked.

    Args:
        scrape: the text as read; its own reasons stand.
        recurs: why each line is litter by recurrence, None where it is not.
        sure: why it is by its wording; empty where the text is not English.
    """
    first, last = scrape.zones.first, scrape.zones.last
    reasons = list(scrape.reasons)
    for i, line in enumerate(scrape.bare):
        if reasons[i]:
            continue
        words = scrape.words[i]
        if sure:
            reasons[i] = sure[i]
        else:
            reasons[i] = recurs[i] or ("related_link" if words < 45 and READ_ALSO.match(line) else None)
        if not reasons[i] and line == scrape.lines[i] and (i > last >= 0 or not sure):
            reasons[i] = place_reason(line, words, before=i < first, after=i > last >= 0)
    return reasons


def model_litter(scrape: Scrape, rows: Table, reasons: list[str | None]) -> list[bool]:
    """Return which lines the line model takes for litter; those that have a reason already are not asked for."""
    asked = [i for i, reason in enumerate(reasons) if not reason]
    verdicts = load_line_model().is_litter(rows[asked], [scrape.words[i] for i in asked])
    out = [False] * len(rows)
    for i, verdict in zip(asked, verdicts, strict=True):
        out[i] = verdict
    return out


def place_reason(line: str, n_words: int, *, before: bool, after: bool) -> str | None:
    """Return `trailing_line` or `label` for a fragment after the last paragraph or before the first.

    After it, 394 of 398 fragments that are no list items are litter (193 pages).
    """
    if after and is_fragment(line, n_words):
        return "trailing_line"
    return "label" if before and n_words < 5 and is_fragment(line, n_words) else None


def leads_in(lines: Sequence[str], i: int) -> bool:
    """Whether a line leads into what the next one quotes, between marks or as a block: “Brandt went on:”."""
    if not lines[i].endswith(":") or i + 1 == len(lines):
        return False
    return OPENS_QUOTATION.match(lines[i + 1]) is not None or SOMEBODY_SAYS.match(lines[i]) is not None


def model_rows(scrape: Scrape, recurs: list[str | None], sure: list[str | None], url: str | None) -> Table:
    """Return the features of a scrape's lines for the line model.

    Args:
        scrape: the text as read.
        recurs: why each line is litter by recurrence, None where it is not.
        sure: why it is by its wording.
        url: the article's address.
    """
    segments = scrape.segments
    gaps = [2] * len(segments)
    for i in range(1, len(segments)):
        low, high = segments[i - 1].end, segments[i].start
        gaps[i] = max(1, scrape.raw.count("\n", low, high)) if high > low else 0
    context = LineContext(
        slug=frozenset(slug_words(url)),
        title=scrape.title or "",
        gaps=gaps,
        known=[reason is not None for reason in scrape.reasons],
        recurs=[reason is not None for reason in recurs],
        sure=[reason is not None for reason in sure],
    )
    return line_features(scrape.lines, context, scrape.tokens, scrape.folded)


def recurring(scrape: Scrape, evidence: LineEvidence, outlet: str | None) -> list[str | None]:
    """Return `recurs_on_site` or `recurs_everywhere` for lines that the corpus knows as litter.

    A text of an unknown outlet leaves no lines in the corpus, so that evidence is looked up for it only by chance of what
    else is in its run: it gets none.
    """
    lines = scrape.lines
    if not outlet or not (evidence.on_site or evidence.everywhere):
        return [None] * len(lines)
    keys = [line_key(folded) if folded else 0 for folded in scrape.folded]
    found: list[str | None] = [
        "recurs_on_site"
        if (outlet, key) in evidence.on_site
        else "recurs_everywhere"
        if key in evidence.everywhere and not is_told_anywhere(line, count)
        else None
        for key, line, count in zip(keys, lines, scrape.counts, strict=True)
    ]
    if not any(found):
        return found
    long_words = shared = 0
    for line, hit, is_plain in zip(lines, found, scrape.plain, strict=True):
        if is_plain:
            count = len(line.split())
            long_words += count
            shared += count if hit else 0
    if shared > SHARED_ARTICLE * max(1, long_words):
        found = [
            hit if not scrape.zones.first <= i <= scrape.zones.last else None for i, hit in enumerate(found)
        ]
    for start, end in runs_of(found):
        if is_told_again(scrape, start, end):
            found[start:end] = [None] * (end - start)
    return found


def is_told_anywhere(line: str, n_words: int) -> bool:
    """Whether a line is a sentence that several outlets may print of one event: the words of an agency or a statement."""
    return n_words >= SENTENCE and ends_like_sentence(line.rstrip(GARBLED_BLANK))


def runs_of(found: list[str | None]) -> list[tuple[int, int]]:
    """Return the first and the behind-last index of each run of lines that recur."""
    padded = [None, *found, None]
    edges = [i for i, (one, other) in enumerate(pairwise(padded)) if bool(one) != bool(other)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def is_told_again(scrape: Scrape, start: int, end: int) -> bool:
    """Whether lines that recur are the article's own all the same: an outlet repeats what was said, and the story so far.

    Such are lines with words in quotation marks, which furniture hardly ever has (to keep them costs nothing on 193
    scrapes), and whole sentences between the paragraphs of a text that has lost its newlines.
    """
    lines = scrape.lines[start:end]
    if any(QUOTED.search(line) for line in lines):
        return True
    is_inside = scrape.zones.first < start and end - 1 < scrape.zones.last
    return is_inside and all(
        segment.is_sentence and ends_like_sentence(segment.text) for segment in scrape.segments[start:end]
    )
