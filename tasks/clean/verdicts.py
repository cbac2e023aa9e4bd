"""Each line of a scrape weighed by recurrence, wording and place; a verdict is a reason to leave it out."""

from tasks.clean.evidence import LineEvidence, line_key
from tasks.clean.folding import fold, word_count
from tasks.clean.headline import slug_words
from tasks.clean.line_features import LineContext, line_features
from tasks.clean.line_model import load_line_model
from tasks.clean.litter import READ_ALSO, is_fragment, litter_reason, sure_reason
from tasks.clean.scrape import Scrape, find_zones, is_paragraph

BULLET = "-•* "
FEWEST_KEPT = 5  # words: a verdict that leaves less is not believed
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
    recurs = recurring(scrape.lines, evidence, outlet)
    english = scrape.language == "en"
    sentences = any(segment.is_sentence for segment in scrape.segments)  # the model knows lines only
    if english and not sentences:
        rows = model_rows(scrape, recurs, url)
        litter = load_line_model().is_litter(rows, [len(line.split()) for line in scrape.lines])
    else:
        litter = [False] * len(recurs)
    reasons = list(scrape.reasons)
    for i, line in enumerate(scrape.lines):
        if reasons[i]:
            continue
        bare = line.lstrip(BULLET)
        n_words = word_count(bare)
        before, after = i < scrape.zones.first, i > scrape.zones.last >= 0
        if english:
            reasons[i] = sure_reason(bare, n_words)
            if not reasons[i] and (litter[i] or sentences):
                named = litter_reason(bare, n_words, after_body=after, before_body=before)
                reasons[i] = recurs[i] or named
                if litter[i]:
                    reasons[i] = (
                        reasons[i] or place_reason(bare, n_words, before=before, after=after) or "model"
                    )
        else:
            reasons[i] = recurs[i] or ("related_link" if n_words < 45 and READ_ALSO.match(bare) else None)
        if bare == line and (after or not english):
            reasons[i] = reasons[i] or place_reason(bare, n_words, before=before, after=after)
    kept = sum(word_count(line) for line, reason in zip(scrape.lines, reasons, strict=True) if not reason)
    return reasons if kept >= FEWEST_KEPT else list(scrape.reasons)


def place_reason(line: str, n_words: int, *, before: bool, after: bool) -> str | None:
    """Return `trailing_line` or `label` for a fragment after the last paragraph or before the first.

    After it, 394 of 398 fragments that are no list items are litter (193 pages).
    """
    if after and is_fragment(line, n_words):
        return "trailing_line"
    return "label" if before and n_words < 5 and is_fragment(line, n_words) else None


def model_rows(scrape: Scrape, recurs: list[str | None], url: str | None) -> list[list[float]]:
    """Return the features of a scrape's lines for the line model."""
    segments = scrape.segments
    gaps = [2] * len(segments)
    for i in range(1, len(segments)):
        low, high = segments[i - 1].end, segments[i].start
        gaps[i] = max(1, scrape.raw.count("\n", low, high)) if high > low else 0
    context = LineContext(
        slug=frozenset(slug_words(url)),
        title=scrape.title or "",
        authors=scrape.authors,
        gaps=gaps,
        known=[reason is not None for reason in scrape.reasons],
        on_site=[reason == "recurs_on_site" for reason in recurs],
        everywhere=[reason == "recurs_everywhere" for reason in recurs],
        english=scrape.language == "en",
    )
    return line_features(scrape.lines, context)


def recurring(lines: list[str], evidence: LineEvidence, outlet: str | None) -> list[str | None]:
    """Return `recurs_on_site` or `recurs_everywhere` for lines that the corpus knows as litter."""
    if not evidence.on_site and not evidence.everywhere:
        return [None] * len(lines)
    keys = [line_key(line) if fold(line) else 0 for line in lines]
    found: list[str | None] = [
        "recurs_on_site"
        if (outlet or "", key) in evidence.on_site
        else "recurs_everywhere"
        if key in evidence.everywhere
        else None
        for key in keys
    ]
    long_words = sum(len(line.split()) for line in lines if is_paragraph(line))
    shared = sum(
        len(line.split()) for line, hit in zip(lines, found, strict=True) if hit and is_paragraph(line)
    )
    if shared > SHARED_ARTICLE * max(1, long_words):
        zones = find_zones(lines)
        found = [hit if not zones.first <= i <= zones.last else None for i, hit in enumerate(found)]
    return found
