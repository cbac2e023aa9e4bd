-- grain: one quotation. key: quote_id.
-- question: where does each quotation stand, which utterance does it render so far, and is it of this run?
CREATE OR REPLACE TEMP TABLE seen_quotes AS
SELECT quote_id, article_id, kind, utterance_id AS was_utterance_id, false AS is_new FROM old_quotes
UNION ALL
SELECT quote_id, article_id, kind, utterance_id, true FROM new_quotes
