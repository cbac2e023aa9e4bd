-- grain: one quotation whose alignment is missing or held against another utterance
-- key: quote_id
-- question: Is every quotation that renders an utterance aligned with that utterance's fullest form?
SELECT quotes.quote_id, quotes.utterance_id, quote_alignments.utterance_id AS aligned_with
FROM quotes
LEFT JOIN quote_alignments USING (quote_id)
WHERE quotes.utterance_id IS DISTINCT FROM quote_alignments.utterance_id;
