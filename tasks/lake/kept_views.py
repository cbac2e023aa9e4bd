"""Which views are kept, by which keys, and what a commit must read to make the rows of some keys anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.lake.connect import LAKE
from tasks.lake.sqlfiles import load_sql


@dataclass(frozen=True, slots=True)
class Kept:
    """A relation whose rows are kept.

    Attributes:
        name: of it; the table is `kept_<name>`.
        query: the file under sql/ that says what its rows are.
        gone: condition on kept rows that they are of such a key.
        read: for each table, the query for the rows that concern such a key; others are read whole.
        columns: those that are kept.
        came: the query for the rows of such keys, where what was kept says how they are now; else that of the rows is asked.
    """

    name: str
    query: str
    gone: str
    read: Mapping[str, str]
    columns: str = "*"
    came: str | None = None

    @property
    def is_view(self) -> bool:
        """Whether it is a view of its own, not what another is made of."""
        return self.query.startswith("views/")

    @property
    def select(self) -> str:
        """The query of the rows, over tables by their bare names."""
        return body(self.query)


def body(name: str) -> str:
    """Return the query of a file: of a view, what follows its name."""
    lines = [line for line in load_sql(name).splitlines() if not line.startswith(("--", "CREATE OR REPLACE"))]
    return "\n".join(lines).rstrip().removesuffix(";")


def _in(column: str, key: str, table: str) -> str:
    return f"{column} IN (SELECT {key} FROM {table})"


_UTTERANCE = _in("utterance_id", "utterance_id", "dirty_utterances")
_ENTITY = _in("entity_id", "entity_id", "dirty_entities")
_SPEAKER = _in("speaker_name", "speaker_name", "dirty_speakers")
_STORY = _in("story_id", "story_id", "dirty_stories")
_SOURCE = _in("coalesce(source_id, '')", "source_key", "dirty_sources")
_OUTLET = _in("source_id", "source_id", "dirty_outlets")
_CARRIED = (
    "(article_id IN (SELECT article_id FROM dirty_outlet_articles)"
    " OR utterance_id IN (SELECT utterance_id FROM dirty_carried))"
)
_RUN = _in("run_id", "run_id", "dirty_runs")


def _where(**conditions: str) -> dict[str, str]:
    return {
        table: f"SELECT * FROM {LAKE}.{table} WHERE {condition}" for table, condition in conditions.items()
    }


_OF_UTTERANCE = {
    "quotes": "SELECT * FROM dirty_quotes",
    "articles": "SELECT * FROM dirty_quoting",
    **_where(utterances=_UTTERANCE, quote_alignments=_UTTERANCE),
}
_OF_ENTITY = {
    "mentions": "SELECT * FROM dirty_mentions",
    **_where(entities=_ENTITY, quotes=_in("speaker_entity_id", "entity_id", "dirty_entities")),
}

KEPT = (
    Kept("quote_summary", "views/quote_summary", _UTTERANCE, _OF_UTTERANCE),
    Kept("quote_variants", "views/quote_variants", _UTTERANCE, _OF_UTTERANCE),
    Kept("speaker_summary", "views/speaker_summary", _SPEAKER, _where(quotes=_SPEAKER)),
    Kept("entity_summary", "views/entity_summary", _ENTITY, _OF_ENTITY),
    Kept("entity_texts", "kept/entity_texts", _ENTITY, _OF_ENTITY),
    Kept(
        "entity_pairs", "views/entity_pairs", _in("rowid", "lake_rowid", "dirty_pairs"), {},
        columns="entity_a, entity_b, n_articles", came="FROM dirty_pairs WHERE n_articles > 0",
    ),
    Kept("story_summary", "views/story_summary", _STORY, _where(articles=_STORY, stories=_STORY)),
    Kept("citation_summary", "views/citation_summary", _SOURCE, _where(articles=_SOURCE)),
    Kept("source_summary", "views/source_summary", _OUTLET, _where(sources=_OUTLET, quotes=_CARRIED)),
    Kept(
        "run_summary", "views/run_summary", _RUN,
        _where(runs=_RUN, documents=_RUN, articles=_RUN, rejections=_RUN),
    ),
)  # fmt: skip

DIRTY = (
    "dirty_utterances", "dirty_quotes", "dirty_quoting", "dirty_speakers", "dirty_tellers", "dirty_entities", "dirty_mentions",
    "dirty_stories", "dirty_sources", "dirty_runs", "dirty_outlets", "dirty_outlet_articles", "dirty_carried",
    "moved_pairs", "dirty_pairs",
)  # fmt: skip
"""The queries of sql/kept that say which keys a commit touches, each after those it builds on, and what several views read of them."""

MOVED = {
    "articles": ("article_id", "source_id", "story_id", "duplicate_cluster", "run_id"),
    "mentions": ("article_id", "entity_id"),
    "entities": ("entity_id",),
    "quotes": ("article_id", "utterance_id", "speaker_name", "speaker_entity_id"),
    "quote_alignments": ("quote_id", "utterance_id"),
    "utterances": ("utterance_id",),
    "citations": ("article_id", "cited_source_id"),
    "stories": ("story_id",),
    "sources": ("source_id",),
    "documents": ("run_id",),
    "rejections": ("run_id",),
    "runs": ("run_id",),
}
"""What is noted of each row that comes or goes: the keys that a view's rows may hang on, and how many came (n > 0) or went."""
