"""Resolve: who is who, which outlet is which, and what was said once, across all articles."""

from pathlib import Path

import duckdb

from tasks.lake.sqlfiles import load_sql
from tasks.resolve.entity_task import resolve_entities, show_scope
from tasks.resolve.override import overrides_of, read_overrides
from tasks.resolve.source_task import resolve_sources
from tasks.resolve.utterance_task import resolve_utterances
from tasks.vocabulary.changes import Change


def resolve(con: duckdb.DuckDBPyConnection, overrides: Path | None = None) -> list[Change]:
    """Resolve entities, outlets, utterances and alignments.

    Args:
        con: a connection on which `all_articles`, `all_mentions`, `all_quotes`, `all_citations`,
            `article_clusters` and `article_stories` are visible, and what the lake has so far as `old_*`.
        overrides: the user's own CSV of aliases, merges and splits (see override); without it, `entities.csv` in the
            warehouse folder, if there is one.

    Returns:
        entities, sources, utterances and quote_alignments; and the columns of mentions, quotes, citations and
        articles that point to them.
    """
    given = read_overrides(overrides or overrides_of(con))
    is_all = show_scope(con, given)
    see(con)
    return [
        *resolve_entities(con, given, is_all=is_all),
        *resolve_sources(con),
        *resolve_utterances(con),
    ]


def see(con: duckdb.DuckDBPyConnection) -> None:
    """Read what the stage needs of the warehouse into the temporary tables `seen_*`, each table of the lake once."""
    for name in ("seen_articles", "seen_names", "seen_mentions", "seen_quotes", "seen_citations"):
        con.execute(load_sql(f"resolve/{name}"))
