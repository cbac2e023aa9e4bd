"""JSON-LD of a news page: the node that describes the article, read leniently (schema.org/NewsArticle)."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

ARTICLE_TYPE = re.compile(r"(Article|BlogPosting|Report|Review|LiveBlogPosting)$", re.IGNORECASE)
ORGANIZATION_TYPE = re.compile(r"Organization|Corporation|WebSite|Brand", re.IGNORECASE)
WRAPPING = re.compile(
    r"^\s*(<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>"
    r"|\]\]>)\s*;?$"
)
CONTROL = re.compile(r"[\x00-\x1f]+")
SPARE_COMMA = re.compile(r",\s*([}\]])")
HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "liveBlogUpdate")
BREAKING_TAG = re.compile(r"</?(p|br|div|h\d|li)\b[^>]{0,300}>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^>]{1,300}>")
MOST_DEPTH = 4  # @graph in mainEntity in a list is the deepest seen
MOST_NODES = 2_000  # a bound for hostile pages; real ones have under 100
MOST_CHARACTERS = 2_000_000  # of one block
TELLING = ("headline", "author", "datePublished", "articleBody", "publisher")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article's node (empty if there is none) and every node that has an @id."""

    article: Node = field(default_factory=dict)
    by_id: dict[str, Node] = field(default_factory=dict)

    def resolve(self, value: Any) -> Any:
        """Follow a bare reference `{"@id": …}` to the node it names."""
        if isinstance(value, dict) and not value.get("name"):
            return self.by_id.get(str(value.get("@id")), value)
        return value


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """Read all JSON-LD of the page; of several article nodes the one with the most telling fields filled."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in walk(parse_leniently(script.text or "")):
                nodes.append(node)
                if len(nodes) > MOST_NODES:
                    break
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    articles = [node for node in nodes if any(ARTICLE_TYPE.search(name) for name in type_names(node))]
    best = max(articles, key=lambda node: sum(bool(node.get(key)) for key in TELLING), default={})
    return LinkedData(best, by_id)


def parse_leniently(block: str) -> Any:
    """Parse one block, forgiving wrappings, control characters and spare commas; None if hopeless."""
    if len(block) > MOST_CHARACTERS:
        return None
    block = WRAPPING.sub("", block.strip()).strip().rstrip(";")
    flat = CONTROL.sub(" ", block)
    for attempt in (block, flat, SPARE_COMMA.sub(r"\1", flat)):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def walk(value: Any, depth: int = 0) -> Iterator[Node]:
    """Yield every object that may describe the page, outermost first."""
    if isinstance(value, list):
        for item in value:
            if depth <= MOST_DEPTH:
                yield from walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        if depth < MOST_DEPTH:
            for key in HOLDERS:
                if isinstance(value.get(key), (dict, list)):
                    yield from walk(value[key], depth + 1)


def type_names(node: Node) -> list[str]:
    """Return the node's types without their namespace."""
    stated = node.get("@type") or ""
    return [str(name).split("/")[-1] for name in (stated if isinstance(stated, list) else [stated])]


def is_organization(node: Any) -> bool:
    """Whether a node is stated to be an organisation, not a person."""
    return isinstance(node, dict) and any(ORGANIZATION_TYPE.search(name) for name in type_names(node))


def plain_text(value: Any) -> str:
    """Return a string value: unescaped, tags dropped, blanks folded; newlines stay as paragraph breaks."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = ANY_TAG.sub("", BREAKING_TAG.sub("\n", value))
    return "\n".join(line for line in (" ".join(part.split()) for part in value.split("\n")) if line)
