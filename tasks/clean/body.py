"""The body of a news page as lines: trafilatura's fast extraction on a pruned tree."""

from lxml.html import HtmlElement
from trafilatura import bare_extraction


def extract_lines(tree: HtmlElement, url: str | None, *, wide: bool = False) -> list[str]:
    """Return the non-blank lines that trafilatura takes for the article; it works on a copy of the tree.

    Args:
        tree: the pruned page.
        url: its address.
        wide: whether text outside paragraph tags is taken too.
    """
    document = bare_extraction(
        tree, url=url or None, fast=True, favor_recall=wide, include_comments=False, with_metadata=False
    )
    text = getattr(document, "text", None) or ""
    return [line for line in text.split("\n") if line.strip()]
