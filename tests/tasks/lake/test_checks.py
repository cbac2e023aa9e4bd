"""Sound data passes every check, and each check finds what it is for."""

import duckdb
import pytest

from tasks.lake.checks import run_checks
from tasks.lake.sqlfiles import names_in


def test_sound_data_passes_every_check(reading):
    assert {result.name: result.examples for result in run_checks(reading) if not result.passed} == {}


DAMAGE = {
    "accounted_for": "DELETE FROM articles WHERE article_id = 'a_orchard'",
    "article_names": "INSERT INTO article_names VALUES ('a_wire', 0, 'person', 'Nobody', NULL, NULL, 'e_none', 'name')",
    "citation_offsets": "UPDATE citations SET start = start + 1",
    "duplicate_clusters": "UPDATE articles SET duplicate_of = NULL WHERE article_id = 'a_wire'",
    "duplicate_pairs": "UPDATE duplicate_pairs SET article_a = 'a_wire', article_b = 'a_harbour'",
    "entity_counts": "UPDATE entities SET n_mentions = n_mentions + 1",
    "enumerations": "UPDATE quotes SET kind = 'shouted' WHERE quote_id = 'q_wire'",
    "known_names": "INSERT INTO known_names VALUES ('person', 'Nobody', 'person', 'person', 'nobody', NULL, [])",
    "mention_offsets": "UPDATE mentions SET start = start - 1 WHERE start > 0",
    "mention_raw_offsets": "UPDATE mentions SET raw_start = raw_start + 1, raw_end = raw_end + 1",
    "orphans": "DELETE FROM articles WHERE article_id = 'a_orchard'",
    "quote_offsets": "UPDATE quotes SET text = text || '!'",
    "quote_raw_offsets": "UPDATE quotes SET raw_spans = [] WHERE quote_id = 'q_valley'",
    "raw_bytes": "UPDATE documents SET raw = 'x'::BLOB WHERE document_id = 'd_wire'",
    "raw_map": "UPDATE articles SET text = upper(text)",
    "references": "UPDATE articles SET source_id = 's_none'",
    "removed_text_offsets": "UPDATE removed_text SET raw_end = raw_end - 1",
    "shared_passages": "INSERT INTO shared_passages VALUES ('a_harbour', 'a_wire', 0, 9999, 0, 10)",
    "speaker_offsets": "UPDATE quotes SET speaker_start = 0 WHERE quote_id = 'q_harbour'",
    "story_counts": "UPDATE stories SET n_independent = 7",
    "unique_keys": "INSERT INTO sources SELECT * FROM sources",
    "utterance_alignments": "DELETE FROM quote_alignments WHERE quote_id = 'q_wire'",
    "utterance_counts": "UPDATE utterances SET n_sources = 9",
}


def test_every_check_has_a_case():
    assert {f"checks/{name}" for name in DAMAGE} == set(names_in("checks"))


@pytest.mark.parametrize("check", DAMAGE)
def test_check_finds_damage(newsroom_copy: duckdb.DuckDBPyConnection, check: str):
    newsroom_copy.execute(DAMAGE[check])
    results = {result.name: result for result in run_checks(newsroom_copy, [check])}
    assert results[check].n_offending > 0
    assert results[check].examples
