"""Which outlet a document comes from, as the key that line evidence and sources share."""

from tasks.clean.folding import fold
from tasks.clean.page import host_of
from tasks.vocabulary.document import DecodedDocument
from tasks.vocabulary.ids import make_id


def outlet_key(domain: str | None, name: str | None) -> str | None:
    """Return the outlet's key: its domain, else its folded name; None if neither is known."""
    if domain:
        return domain
    if name and "." in name and " " not in name.strip():
        return host_of("http://" + name.strip()) or None
    return fold(name) or None


def stated_outlet(document: DecodedDocument) -> str | None:
    """Return the key of the outlet that a document's address or record states, before its text is read."""
    return outlet_key(host_of(document.url), document.stated.source)


def source_id(domain: str | None, name: str | None) -> str | None:
    """Return the id of the outlet, None if it is not known."""
    key = outlet_key(domain, name)
    return make_id("s", key) if key else None
