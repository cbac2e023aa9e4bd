-- grain: one document
-- key: document_id
-- question: behind which documents' articles is something missing in the lake: an entity, an utterance, a story, an
-- outlet, or (of $tables only) the row that a quotation may have had in a table of quotations?
WITH quotations AS (
    SELECT article_id, quote_id, utterance_id, kind FROM quotes
),
bereft AS (
    SELECT article_id FROM articles ANTI JOIN stories USING (story_id) WHERE story_id IS NOT NULL
    UNION
    SELECT article_id FROM articles ANTI JOIN sources USING (source_id) WHERE source_id IS NOT NULL
    UNION
    SELECT article_id FROM mentions ANTI JOIN entities USING (entity_id) WHERE entity_id IS NOT NULL
    UNION
    SELECT article_id FROM quotations ANTI JOIN utterances USING (utterance_id) WHERE utterance_id IS NOT NULL
    UNION
    SELECT article_id
    FROM citations
    WHERE cited_source_id IS NOT NULL AND cited_source_id NOT IN (SELECT source_id FROM sources)
    UNION
    SELECT article_id
    FROM quotations
    ANTI JOIN quote_alignments USING (quote_id)
    WHERE utterance_id IS NOT NULL AND list_contains($tables::VARCHAR[], 'quote_alignments')
    UNION
    SELECT article_id
    FROM quotations
    ANTI JOIN quote_fingerprints USING (quote_id)
    WHERE kind <> 'indirect' AND list_contains($tables::VARCHAR[], 'quote_fingerprints')
)
SELECT concat('d', substr(article_id, 2)) AS document_id
FROM bereft
ORDER BY document_id;
