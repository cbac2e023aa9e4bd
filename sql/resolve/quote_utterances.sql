-- grain: one quotation of which the utterance is not yet what it should be. key: quote_id. question: which utterance does it render?
SELECT q.quote_id, r.utterance_id
FROM seen_quotes q
LEFT JOIN rendered r USING (quote_id)
WHERE q.was_utterance_id IS DISTINCT FROM r.utterance_id AND (r.quote_id IS NOT NULL OR q.kind NOT IN ('direct', 'mixed'))
ORDER BY q.quote_id
