"""The columns of every table. sql/tables says what each means; a test holds the two together.

Columns that are not in the public contract are marked with `# +`; they serve later stages and may change.
"""

import pyarrow as pa

from tasks.vocabulary.bookkeeping import BOOKKEEPING

TIME = pa.timestamp("us", tz="UTC")
SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64())])
SPANS = pa.list_(SPAN)
PIECES = pa.list_(
    pa.struct(
        [("start", pa.int64()), ("length", pa.int64()), ("raw_start", pa.int64()), ("raw_length", pa.int64())]
    )
)
STRINGS = pa.list_(pa.string())
OPS = pa.list_(pa.struct([("op", pa.string()), ("text", pa.string()), ("base_text", pa.string())]))

TABLES: dict[str, pa.Schema] = {
    "documents": pa.schema(
        [
            ("document_id", pa.string()),
            ("external_id", pa.string()),
            ("origin", pa.string()),
            ("url", pa.string()),
            ("media_type", pa.string()),
            ("encoding", pa.string()),  # + name of the encoding that `raw` was read in
            ("raw", pa.binary()),
            (
                "decoded",
                pa.string(),
            ),  # + the text that raw offsets index, where it is not simply `raw` (or its JSON field `text`) as UTF-8
            ("raw_sha256", pa.string()),
            ("n_bytes", pa.int64()),
            ("fetched_at", TIME),
            ("extra", pa.string()),
            ("run_id", pa.string()),
        ]
    ),
    "articles": pa.schema(
        [
            ("article_id", pa.string()),
            ("document_id", pa.string()),
            ("external_id", pa.string()),
            ("url", pa.string()),
            ("canonical_url", pa.string()),  # +
            ("source_id", pa.string()),
            ("source_name", pa.string()),
            ("source_domain", pa.string()),  # +
            ("section", pa.string()),  # +
            ("title", pa.string()),
            (
                "title_raw_start",
                pa.int64(),
            ),  # + where the title stands in the raw text, NULL if it came from elsewhere
            ("authors", STRINGS),
            ("published_at", TIME),
            ("published_precision", pa.string()),
            ("published_from", pa.string()),
            ("modified_at", TIME),
            ("dateline", pa.string()),
            ("agencies", STRINGS),
            ("language", pa.string()),
            ("language_declared", pa.string()),  # +
            ("text", pa.string()),
            ("raw_map", PIECES),  # + where each piece of `text` stands in the raw text; NULL for HTML
            ("n_words", pa.int64()),
            ("extractor", pa.string()),
            ("duplicate_cluster", pa.string()),
            ("duplicate_of", pa.string()),
            ("duplicate_kind", pa.string()),
            ("story_id", pa.string()),
            ("run_id", pa.string()),
        ]
    ),
    "removed_text": pa.schema(
        [
            ("article_id", pa.string()),
            ("raw_start", pa.int64()),
            ("raw_end", pa.int64()),
            ("text", pa.string()),
            ("reason", pa.string()),
        ]
    ),
    "rejections": pa.schema(
        [
            ("document_id", pa.string()),
            ("origin", pa.string()),
            ("stage", pa.string()),
            ("reason", pa.string()),
            ("detail", pa.string()),
            ("run_id", pa.string()),
        ]
    ),
    "duplicate_pairs": pa.schema(
        [
            ("article_a", pa.string()),
            ("article_b", pa.string()),
            ("kind", pa.string()),
            ("jaccard", pa.float64()),
            ("containment", pa.float64()),
        ]
    ),
    "shared_passages": pa.schema(
        [  # + what two duplicates have in common, word for word
            ("article_a", pa.string()),
            ("article_b", pa.string()),
            ("a_start", pa.int64()),
            ("a_end", pa.int64()),
            ("b_start", pa.int64()),
            ("b_end", pa.int64()),
        ]
    ),
    "mentions": pa.schema(
        [
            ("mention_id", pa.string()),
            ("article_id", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("raw_start", pa.int64()),
            ("raw_end", pa.int64()),
            ("text", pa.string()),
            ("label", pa.string()),
            ("entity_id", pa.string()),
            ("local_entity", pa.int32()),  # + number of the entity within its article
            (
                "local_name",
                pa.string(),
            ),  # + fullest form of that entity's name within its article, titles left off
            ("is_pronoun", pa.bool_()),  # +
        ]
    ),
    "entities": pa.schema(
        [
            ("entity_id", pa.string()),
            ("name", pa.string()),
            ("kind", pa.string()),
            ("aliases", STRINGS),
            ("related_country", pa.string()),
            ("n_mentions", pa.int64()),
            ("n_articles", pa.int64()),
        ]
    ),
    "quotes": pa.schema(
        [
            ("quote_id", pa.string()),
            ("article_id", pa.string()),
            ("text", pa.string()),
            ("spans", SPANS),
            ("raw_spans", SPANS),
            ("quoted_spans", SPANS),
            ("kind", pa.string()),
            ("is_fragment", pa.bool_()),
            ("is_headline", pa.bool_()),
            ("cue", pa.string()),
            ("cue_start", pa.int64()),
            ("cue_end", pa.int64()),
            ("speaker_text", pa.string()),
            ("speaker_start", pa.int64()),
            ("speaker_end", pa.int64()),
            ("raw_speaker_start", pa.int64()),
            ("raw_speaker_end", pa.int64()),
            ("speaker_entity_id", pa.string()),
            ("speaker_local_entity", pa.int32()),  # + number of the speaker's entity within the article
            ("speaker_name", pa.string()),
            ("speaker_local_name", pa.string()),  # + the name as resolved within the article alone
            ("speaker_role", pa.string()),
            ("speaker_kind", pa.string()),
            ("told_to", pa.string()),
            (
                "reported_by",
                pa.string(),
            ),  # + who relays it at second hand ("the Journal reported that Obama wrote ...")
            ("confidence", pa.float64()),
            ("rule", pa.string()),
            ("utterance_id", pa.string()),
        ]
    ),
    "utterances": pa.schema(
        [
            ("utterance_id", pa.string()),
            ("text", pa.string()),
            ("speaker_entity_id", pa.string()),
            ("speaker_name", pa.string()),
            ("n_quotes", pa.int64()),
            ("n_articles", pa.int64()),
            ("n_sources", pa.int64()),
            ("first_published_at", TIME),
            ("first_source_id", pa.string()),
        ]
    ),
    "quote_alignments": pa.schema(
        [
            ("quote_id", pa.string()),
            ("utterance_id", pa.string()),
            ("relation", pa.string()),
            ("ops", OPS),
            ("similarity", pa.float64()),
            ("meaning_changed", pa.bool_()),
            ("meaning_reason", pa.string()),  # +
        ]
    ),
    "citations": pa.schema(
        [
            ("article_id", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            ("kind", pa.string()),
            ("cited_source_id", pa.string()),
            ("cited_name", pa.string()),
            ("reason", pa.string()),
            ("cue", pa.string()),  # +
        ]
    ),
    "sources": pa.schema(
        [
            ("source_id", pa.string()),
            ("name", pa.string()),
            ("domain", pa.string()),
            ("aliases", STRINGS),
        ]
    ),
    "stories": pa.schema(
        [
            ("story_id", pa.string()),
            ("title", pa.string()),
            ("first_published_at", TIME),
            ("last_published_at", TIME),
            ("n_articles", pa.int64()),
            ("n_sources", pa.int64()),
            ("n_independent", pa.int64()),
        ]
    ),
    "runs": pa.schema(
        [
            ("run_id", pa.string()),
            ("snapshot_id", pa.int64()),
            ("started_at", TIME),
            ("finished_at", TIME),
            ("flow_run_id", pa.string()),
            ("code_version", pa.string()),
            ("model", pa.string()),
            ("n_in", pa.int64()),
            ("n_new", pa.int64()),
            ("n_rejected", pa.int64()),
            ("n_duplicates", pa.int64()),
            ("n_undated", pa.int64()),  # +
            ("n_quotes", pa.int64()),  # + headlines and fragments left out
            ("n_unattributed", pa.int64()),  # +
            ("seconds_read", pa.float64()),
            ("seconds_clean", pa.float64()),
            ("seconds_dedupe", pa.float64()),
            ("seconds_enrich", pa.float64()),
            ("seconds_resolve", pa.float64()),
            ("seconds_publish", pa.float64()),
            ("input_digest", pa.string()),
        ]
    ),
    **BOOKKEEPING,
}


def empty(table: str) -> pa.Table:
    """Return a table with the schema of `table` and no rows."""
    return TABLES[table].empty_table()


def rows_to_table(table: str, rows: list[dict[str, object]]) -> pa.Table:
    """Build a table from dicts; missing columns are NULL, unknown keys an error.

    Raises:
        KeyError: a row has a key that is no column of the table.
    """
    schema = TABLES[table]
    used = set().union(*rows)
    if unknown := used - set(schema.names):
        raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
    columns = [
        pa.array([row.get(field.name) for row in rows], field.type)
        if field.name in used
        else pa.nulls(len(rows), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
