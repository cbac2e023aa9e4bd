"""A page in, a cleaned article out."""

from tasks.clean.authors import read_agencies, read_authors
from tasks.clean.candidates import FAST, choose_body
from tasks.clean.cleaned import Cleaned, Removed
from tasks.clean.dateline import read_dateline
from tasks.clean.dates import read_modified, read_published
from tasks.clean.language import choose_language, language_code
from tasks.clean.live_blog import REASON, live_furniture, says_live
from tasks.clean.metadata_lines import read_agency_credit, read_line
from tasks.clean.page import parse_page
from tasks.clean.page_lines import judge_lines
from tasks.clean.prune import prune
from tasks.clean.publisher import canonical_url, publisher_domain, publisher_name, section
from tasks.clean.standfirst import is_said, read_standfirst
from tasks.clean.title import read_title
from tasks.vocabulary.document import DecodedDocument, Rejected

TAIL_LINES = 4  # where a credit stands
LONGEST_CREDIT = 120  # characters
OTHER_ARTICLE = "other_article"  # a line of another article on the same page


def read_origin(cleaned: Cleaned, opening: list[str], tail: list[str]) -> None:
    """Add the dateline and the agencies that the body's own lines name."""
    found = next(filter(None, map(read_dateline, opening)), None)
    stated = [read_agency_credit(line) for line in tail if len(line) < LONGEST_CREDIT]
    named = [name for credit in stated if credit for name in credit.agencies]
    if found:
        cleaned.dateline = found.place
        named = [*found.agencies, *named]
    cleaned.agencies += [name for name in dict.fromkeys(named) if name not in cleaned.agencies]


def byline_authors(lines: list[str], reasons: list[str | None]) -> list[str]:
    """Return the people that the body's byline lines name, where the page states none elsewhere."""
    for line, reason in zip(lines, reasons, strict=True):
        if reason == "byline":
            found = read_line(line).authors
            if found:
                return found
    return []


def clean_page(document: DecodedDocument) -> Cleaned:
    """Clean a page; what its record states is laid over this by the caller.

    Raises:
        Rejected: see `page.parse_page`; `script_only` when the page has no body to extract.
    """
    page = parse_page(document.html or "", document.url)
    title, authors = read_title(page), read_authors(page)
    cleaned = Cleaned(
        text="",
        extractor=FAST,
        title=title,
        authors=authors,
        agencies=read_agencies(page),
        published=read_published(page),
        modified=read_modified(page),
        source_name=publisher_name(page),
        source_domain=publisher_domain(page),
        canonical_url=canonical_url(page),
        section=section(page),
        language_declared=language_code(
            page.tree.get("lang") or page.first("og:locale", "language", "content-language")
        ),
    )
    standfirst = read_standfirst(page, title)
    has_script = page.tree.find(".//script") is not None
    prune(page.tree)  # from here on the tree is changed
    body = choose_body(page)
    lines, cleaned.extractor = body.lines[: body.n_own], body.extractor
    if not lines:
        reason = "script_only" if has_script else "empty"
        raise Rejected(reason, "no article text in the page; it may be drawn by a script")
    cleaned.language = choose_language("\n".join(lines), cleaned.language_declared)
    english = cleaned.language == "en"
    reasons = judge_lines(lines, title, authors, english=english)
    furniture = live_furniture(lines, says_live=says_live(page), english=english)
    reasons = [reason or (REASON if live else None) for reason, live in zip(reasons, furniture, strict=True)]
    if not authors:
        cleaned.authors = byline_authors(lines, reasons)
    kept = [line for line, reason in zip(lines, reasons, strict=True) if not reason]
    if standfirst and not is_said(standfirst, kept):
        kept.insert(0, standfirst)
    cleaned.text = "\n".join(kept)
    opening = kept[: 2 if standfirst and kept[0] == standfirst else 1]
    read_origin(cleaned, opening, lines[-TAIL_LINES:])
    cleaned.removed = [
        Removed(None, None, line, reason) for line, reason in zip(lines, reasons, strict=True) if reason
    ] + [Removed(None, None, line, OTHER_ARTICLE) for line in body.lines[body.n_own :]]
    return cleaned
