"""The reader of quotations: parsed articles and their mentions in, quotes and citations out."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from tasks.enrich.citations.read import read_citations
from tasks.enrich.parse import Parse
from tasks.enrich.quotes.finish import finish
from tasks.enrich.quotes.leftover import claim_leftover
from tasks.enrich.quotes.people import MentionLike
from tasks.enrich.quotes.records import ArticleQuotes, Found
from tasks.enrich.quotes.rules import find_by_rules
from tasks.enrich.quotes.transcripts import with_turns
from tasks.enrich.quotes.tree import Tree

if TYPE_CHECKING:
    from tasks.enrich.quotes.learned.model import LearnedModel

Mode: TypeAlias = Literal["learned", "rules"]


LOG = logging.getLogger(__name__)


class QuoteReader:
    """Reads who said what. Keep one a process: the learned mode loads its models once, at the first article.

    Args:
        mode: "learned" (the learned models; the rules where these are not installed) or "rules" (no model is read).
    """

    def __init__(self, mode: Mode = "learned") -> None:
        self.mode = mode

    def read(
        self,
        parses: Sequence[Parse],
        mentions: Sequence[Sequence[MentionLike]],
        headlines: Sequence[str | None],
        agencies: Sequence[Sequence[str]] | None = None,
        *,
        headline_parses: Sequence[Parse | None] | None = None,
    ) -> list[ArticleQuotes]:
        """Return the quotes and citations of each article; the arguments run in parallel.

        Args:
            parses: the parsed bodies.
            mentions: the named things of each body.
            headlines: the titles, None where there is none.
            agencies: agencies credited in text that cleaning took out, if known.
            headline_parses: the parsed titles, if indirect speech in headlines is wanted too.
        """
        trees = [Tree(parse) for parse in parses]
        titles = list(headline_parses or [None] * len(parses))
        title_trees = [Tree(parse) if parse is not None else None for parse in titles]
        found, in_titles = self._find(parses, trees, titles, title_trees)
        credited = agencies or [()] * len(parses)
        out = []
        for k, tree in enumerate(trees):
            found[k] = with_turns(tree, found[k])
            quotes, resolved = finish(
                tree, mentions[k], found[k], headlines[k], title_tree=title_trees[k], title_found=in_titles[k]
            )
            out.append(ArticleQuotes(quotes, read_citations(tree, mentions[k], resolved, credited[k])))
        return out

    def _find(
        self,
        parses: Sequence[Parse],
        trees: Sequence[Tree],
        titles: Sequence[Parse | None],
        title_trees: Sequence[Tree | None],
    ) -> tuple[list[list[Found]], list[list[Found]]]:
        """What is quoted in the bodies and in the titles, as far as these are parsed."""
        model = self._model() if self.mode == "learned" else None
        if model is None:
            bodies = [claim_leftover(tree, find_by_rules(tree)) for tree in trees]
            return bodies, [find_by_rules(tree) if tree else [] for tree in title_trees]
        from tasks.enrich.quotes.learned.extract import find_learned  # noqa: PLC0415 - rules need none of it

        extra = [(k, p, t) for k, (p, t) in enumerate(zip(titles, title_trees, strict=True)) if p and t]
        found = find_learned(
            [*parses, *(p for _, p, _ in extra)],
            [*trees, *(t for _, _, t in extra)],
            model,
            headlines=[False] * len(parses) + [True] * len(extra),
        )
        in_titles: list[list[Found]] = [[] for _ in parses]
        for (k, _, _), mine in zip(extra, found[len(parses) :], strict=True):
            in_titles[k] = mine
        return found[: len(parses)], in_titles

    def _model(self) -> "LearnedModel | None":
        """The learned models, or None with one warning where they are missing."""
        from tasks.enrich.quotes.learned.model import load_learned  # noqa: PLC0415

        try:
            return load_learned()
        except FileNotFoundError as error:
            LOG.warning(
                "learned attribution is not installed (%s is missing): rules are used", error.filename
            )
            self.mode = "rules"
            return None
