"""The reader of quotations: parsed articles and their mentions in, quotes and citations out."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from tasks.enrich.citations.read import read_citations
from tasks.enrich.parse import Parse
from tasks.enrich.quotes.finish import finish
from tasks.enrich.quotes.leftover import claim_leftover
from tasks.enrich.quotes.people import MentionLike
from tasks.enrich.quotes.records import ArticleQuotes
from tasks.enrich.quotes.rules import find_by_rules
from tasks.enrich.quotes.tree import Tree

Mode: TypeAlias = Literal["learned", "rules"]


class QuoteReader:
    """Reads who said what. Keep one a process: the learned mode loads its models once.

    Args:
        mode: "learned" (rules and learned models together) or "rules" (no model is read).
    """

    def __init__(self, mode: Mode = "learned") -> None:
        self.mode = mode

    def read(
        self,
        parses: Sequence[Parse],
        mentions: Sequence[Sequence[MentionLike]],
        headlines: Sequence[str | None],
        agencies: Sequence[Sequence[str]] | None = None,
    ) -> list[ArticleQuotes]:
        """Return the quotes and citations of each article; the arguments run in parallel.

        Args:
            parses: the parsed bodies.
            mentions: the named things of each body.
            headlines: the titles, None where there is none.
            agencies: agencies credited in text that cleaning took out, if known.
        """
        out = []
        credited = agencies or [()] * len(parses)
        for parse, mine, headline, agency in zip(parses, mentions, headlines, credited, strict=True):
            tree = Tree(parse)
            found = claim_leftover(tree, find_by_rules(tree))
            quotes, resolved = finish(tree, mine, found, headline)
            out.append(ArticleQuotes(quotes, read_citations(tree, mine, resolved, agency)))
        return out
