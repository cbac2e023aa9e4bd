"""The fullest form of an utterance: the wording that lets most of the speaker's own words be read."""

from collections.abc import Iterable, Sequence

from tasks.resolve.quotation import Quotation
from tasks.resolve.wording import BRACKETED, ELLIPSIS


def fullness(quotation: Quotation) -> tuple[object, ...]:
    """Return a sort key: the least is the fullest.

    Most spoken words first, then fewest edits that the outlet owns up to, then the founder's order.
    """
    edits = len(BRACKETED.findall(quotation.text)) + len(ELLIPSIS.findall(quotation.text))
    return (quotation.is_fragment, -len(quotation.keys), edits, quotation.order)


def fullest(quotations: Iterable[Quotation]) -> Quotation:
    """Return the quotation with the fullest wording; the same whatever the order they come in."""
    return min(quotations, key=fullness)


def founder(quotations: Sequence[Quotation]) -> Quotation:
    """Return the earliest quotation: the one that gives an utterance its id."""
    return min(quotations, key=lambda q: (q.is_fragment, q.order))
