"""Clean one document: a page or a scraped text in, an article out."""

from dataclasses import replace

from tasks.clean.cleaned import Cleaned, Moment
from tasks.clean.date_forms import read_any
from tasks.clean.evidence import LineEvidence
from tasks.clean.folding import squash, word_count
from tasks.clean.html_article import clean_page
from tasks.clean.language import language_code
from tasks.clean.names import agencies, persons
from tasks.clean.page import host_of
from tasks.clean.text_article import clean_text
from tasks.vocabulary.document import DecodedDocument, Rejected

# Of a text whose record has no title; with one it is known for an article, however little was scraped.
FEWEST_WORDS = 5
OPENING = 200  # characters: where they hold so many words the others need not be counted


def clean_document(document: DecodedDocument, evidence: LineEvidence) -> Cleaned:
    """Clean a document; what its record states is believed before what is read from it.

    Args:
        document: a page (`html`) or a text.
        evidence: lines that recur in the corpus; only texts use it.

    Raises:
        Rejected: `empty`, `not_text`, `script_only`, `too_large`, `too_deep`, `not_html` or `too_short`.
    """
    cleaned = clean_page(document) if document.html is not None else clean_text(document, evidence)
    believe_record(cleaned, document)
    if word_count(cleaned.text[:OPENING]) >= FEWEST_WORDS:
        return cleaned
    n_words = word_count(cleaned.text)
    is_known = document.stated.title is not None and any(map(str.isalnum, cleaned.text))
    if n_words < FEWEST_WORDS and not is_known:
        detail = f"{n_words} words are left after cleaning, at least {FEWEST_WORDS} make an article"
        raise Rejected("too_short", detail)
    return cleaned


def believe_record(cleaned: Cleaned, document: DecodedDocument) -> None:
    """Lay the record's own fields over what was read from the document."""
    stated = document.stated
    host = host_of(document.url)
    outlet_forms = {form for form in (squash(stated.source), squash(cleaned.source_name)) if form}
    if stated.title:
        cleaned.title = " ".join(stated.title.split()) or cleaned.title
    if stated.authors:
        cleaned.authors = list(stated.authors)
        cleaned.agencies += [name for name in agencies(stated.authors) if name not in cleaned.agencies]
    cleaned.authors = persons(cleaned.authors, outlet_forms)
    cleaned.published = record_time(stated.published_at, host) or cleaned.published
    cleaned.modified = record_time(stated.modified_at, host) or cleaned.modified
    cleaned.source_name = stated.source or cleaned.source_name or cleaned.source_domain
    cleaned.source_domain = cleaned.source_domain or host or None
    cleaned.language_declared = language_code(stated.language) or cleaned.language_declared


def record_time(stated: str | None, host: str) -> Moment | None:
    """Read a record's time; None if there is none or it cannot be read."""
    found = read_any(stated, host) if stated else None
    return replace(found, found_in="record") if found else None
