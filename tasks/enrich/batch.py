"""A batch of cleaned articles to the rows of mentions, quotes and citations. spaCy is loaded at the first article."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from tasks.enrich.language import is_read
from tasks.enrich.model import DEFAULT_MODEL
from tasks.enrich.quotes.unparsed import quotes_by_marks
from tasks.enrich.rows import ArticleInfo, citation_rows, mention_rows, quote_rows
from tasks.vocabulary.schemas import rows_to_table

if TYPE_CHECKING:
    from tasks.enrich.parse import Parser
    from tasks.enrich.quotes.reader import QuoteReader

LONGEST_TEXT = 1_000_000  # characters of an article that are read: a book; its parse takes 150 MB
COLUMNS = ("article_id", "document_id", "title", "title_raw_start", "text", "raw_map", "language", "agencies")


@dataclass(frozen=True, slots=True)
class EnrichSettings:
    """What the stage depends on besides the articles.

    Attributes:
        model: a spaCy pipeline: package or folder.
        attribution: "learned" (rules and learned weights) or "rules" (nothing learned is read).
    """

    model: str = DEFAULT_MODEL
    attribution: Literal["learned", "rules"] = "learned"


@dataclass(frozen=True, slots=True)
class EnrichBatch:
    """The rows of one batch, each with its table's schema."""

    mentions: pa.Table
    quotes: pa.Table
    citations: pa.Table
    rejections: pa.Table


class Enricher:
    """Reads articles. Keep one a process: the model and the readers are loaded once, at the first article."""

    def __init__(self, settings: EnrichSettings | None = None) -> None:
        self.settings = settings or EnrichSettings()

    @cached_property
    def parser(self) -> "Parser":
        """The parser, made at first use."""
        from tasks.enrich.parse import Parser  # noqa: PLC0415 - a batch without English articles needs none

        return Parser(self.settings.model)

    @cached_property
    def reader(self) -> "QuoteReader":
        """The reader of quotations, made at first use."""
        from tasks.enrich.quotes.reader import QuoteReader  # noqa: PLC0415

        return QuoteReader(self.settings.attribution)

    def load(self) -> None:
        """Load all models now, by reading one invented sentence."""
        row: dict[str, object] = dict.fromkeys(COLUMNS) | {
            "text": "“It is late,” Ida Brandt said.",
            "language": "en",
        }
        self.enrich(rows_to_table("articles", [row]))

    def enrich(self, articles: pa.Table) -> EnrichBatch:
        """Return the rows of all articles. An article's rows depend on it alone.

        Args:
            articles: rows of `articles`; of its columns COLUMNS are read.
        """
        infos = [ArticleInfo.from_row(row) for row in articles.select(COLUMNS).to_pylist()]
        english = [info for info in infos if is_read(info.language)]
        rows = self._read(english) if english else _Rows([], [], [])
        rejections = [_is_cut(info) for info in english if len(info.text) > LONGEST_TEXT]
        for info in infos:
            if not is_read(info.language):
                rejections.append(_not_read(info))
                rows.quotes += quote_rows(info, quotes_by_marks(info.text))
        return EnrichBatch(
            mentions=rows_to_table("mentions", rows.mentions),
            quotes=rows_to_table("quotes", rows.quotes),
            citations=rows_to_table("citations", rows.citations),
            rejections=rows_to_table("rejections", rejections),
        )

    def _read(self, infos: Sequence[ArticleInfo]) -> "_Rows":
        from tasks.enrich.entities.find import find_mentions  # noqa: PLC0415

        parses = self.parser.parse([info.text[:LONGEST_TEXT] for info in infos])
        mentions = [find_mentions(parse) for parse in parses]
        titles = [info.title for info in infos]
        found = self.reader.read(
            parses,
            mentions,
            titles,
            [info.agencies for info in infos],
            headline_parses=self.parser.parse([title or "" for title in titles]),
        )
        rows = _Rows([], [], [])
        for info, mine, read in zip(infos, mentions, found, strict=True):
            rows.mentions += mention_rows(info, mine)
            rows.quotes += quote_rows(info, read.quotes)
            rows.citations += citation_rows(info, read.citations)
        return rows


@dataclass(slots=True)
class _Rows:
    mentions: list[dict[str, Any]]
    quotes: list[dict[str, Any]]
    citations: list[dict[str, Any]]


def _is_cut(info: ArticleInfo) -> dict[str, Any]:
    return {
        "document_id": info.document_id,
        "stage": "enrich",
        "reason": "too_long_to_read",
        "detail": f"of {len(info.text):,} characters the first {LONGEST_TEXT:,} were read for names and quotations",
    }


def _not_read(info: ArticleInfo) -> dict[str, Any]:
    return {
        "document_id": info.document_id,
        "stage": "enrich",
        "reason": "language_not_supported",
        "detail": f"the article is in {info.language!r}; names and speakers are read in English only",
    }
