-- grain: one quotation. key: quote_id. question: which render an utterance that a reached quotation renders so far?
SELECT quote_id, was_utterance_id
FROM seen_quotes
WHERE was_utterance_id IN (SELECT was_utterance_id FROM seen_quotes WHERE quote_id IN (SELECT quote_id FROM reached))
    AND kind IN ('direct', 'mixed')
ORDER BY quote_id
