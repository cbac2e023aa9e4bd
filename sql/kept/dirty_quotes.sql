-- grain: one quotation that renders such an utterance. key: quote_id
-- Read once, for two views.
CREATE OR REPLACE TEMP TABLE dirty_quotes AS
SELECT quote_id, utterance_id, article_id, text
FROM lake.quotes
WHERE utterance_id IN (SELECT utterance_id FROM dirty_utterances);
