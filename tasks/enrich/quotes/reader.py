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
from tasks.enrich.quotes.shape import Shape
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
        titled = [k for k, parse in enumerate(headline_parses or ()) if parse is not None]
        every = [*parses, *(parse for parse in headline_parses or () if parse is not None)]
        shape = Shape(every)
        planted = [Tree(parse, shape, number) for number, parse in enumerate(every)]
        trees = planted[: len(parses)]
        found = self._find(every, planted, len(parses), shape)
        title_trees = dict(zip(titled, planted[len(parses) :], strict=True))
        in_titles = dict(zip(titled, found[len(parses) :], strict=True))
        credited = agencies or [()] * len(parses)
        out = []
        for k, tree in enumerate(trees):
            found[k] = with_turns(tree, found[k])
            quotes, resolved = finish(
                tree,
                mentions[k],
                found[k],
                headlines[k],
                title_tree=title_trees.get(k),
                title_found=in_titles.get(k, ()),
            )
            out.append(ArticleQuotes(quotes, read_citations(tree, mentions[k], resolved, credited[k])))
        return out

    def _find(
        self, parses: Sequence[Parse], trees: Sequence[Tree], n_bodies: int, shape: Shape
    ) -> list[list[Found]]:
        """What is quoted in each text: first the bodies, then the titles that are parsed."""
        model = self._model() if self.mode == "learned" else None
        if model is None:
            bodies = [claim_leftover(tree, find_by_rules(tree)) for tree in trees[:n_bodies]]
            return bodies + [find_by_rules(tree) for tree in trees[n_bodies:]]
        from tasks.enrich.quotes.learned.extract import find_learned  # noqa: PLC0415 - rules need none of it

        headlines = [number >= n_bodies for number in range(len(parses))]
        return find_learned(parses, trees, model, headlines=headlines, shape=shape)

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
