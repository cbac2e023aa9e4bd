-- grain: one utterance that this run makes, remakes or ends. key: utterance_id.
-- question: which utterances do the quotations render now, and which did they render so far?
SELECT DISTINCT utterance_id FROM rendered
UNION
SELECT was_utterance_id
FROM seen_quotes
WHERE was_utterance_id IS NOT NULL AND quote_id IN (SELECT quote_id FROM rendered)
UNION
SELECT utterance_id FROM gone_utterances
ORDER BY utterance_id
