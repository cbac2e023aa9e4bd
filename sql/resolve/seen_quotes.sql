-- grain: one quotation. key: quote_id.
-- question: who speaks where, as its article says it, what was resolved so far, and is it of this run?
-- The speaker is a unit, as in seen_mentions.
CREATE OR REPLACE TEMP TABLE seen_quotes AS
WITH both_quotes AS (
    SELECT *, false AS is_new FROM old_quotes
    UNION ALL BY NAME
    SELECT *, true AS is_new FROM new_quotes
)
SELECT
    q.quote_id, q.article_id, q.kind, q.is_fragment, q.is_headline, q.spans, q.quoted_spans, q.cue, q.cue_start, q.speaker_kind,
    (a.article::BIGINT << 20) + q.speaker_local_entity AS speaker_unit, q.speaker_local_name, q.speaker_entity_id AS was_entity_id,
    q.speaker_name AS was_name, q.utterance_id AS was_utterance_id, q.confidence, q.is_new
FROM both_quotes q
LEFT JOIN seen_articles a USING (article_id)
