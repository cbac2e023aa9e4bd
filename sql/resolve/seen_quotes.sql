-- grain: one quotation. key: quote_id.
-- question: who speaks where, as its article says it, what was resolved so far, and is it of this run?
CREATE OR REPLACE TEMP TABLE seen_quotes AS
WITH both_quotes AS (
    SELECT *, false AS is_new FROM old_quotes
    UNION ALL BY NAME
    SELECT *, true AS is_new FROM new_quotes
)
SELECT
    quote_id, article_id, kind, is_fragment, is_headline, spans, quoted_spans, cue, cue_start, speaker_kind, speaker_local_entity,
    speaker_local_name, speaker_entity_id AS was_entity_id, speaker_name AS was_name, utterance_id AS was_utterance_id, confidence, is_new
FROM both_quotes
