-- grain: one utterance of which the lake has a quotation that this run derives again. key: utterance_id.
-- question: which utterances may have lost a quotation?
-- Alignments of such quotations are no longer among old_quote_alignments; utterances with fewer alignments than
-- quotations have lost some.
SELECT u.utterance_id
FROM old_utterances u
LEFT JOIN (SELECT utterance_id, count(*) AS n FROM old_quote_alignments GROUP BY ALL) a USING (utterance_id)
WHERE coalesce(a.n, 0) <> u.n_quotes
ORDER BY u.utterance_id
