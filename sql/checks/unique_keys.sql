-- grain: one key that is missing or stands more than once
-- key: relation, key
-- question: Is every key there, and only once?
WITH keys AS (
    SELECT 'documents' AS relation, document_id AS key FROM documents
    UNION ALL SELECT 'articles', article_id FROM articles
    UNION ALL SELECT 'articles.document_id', document_id FROM articles
    UNION ALL SELECT 'mentions', mention_id FROM mentions
    UNION ALL SELECT 'entities', entity_id FROM entities
    UNION ALL SELECT 'quotes', quote_id FROM quotes
    UNION ALL SELECT 'utterances', utterance_id FROM utterances
    UNION ALL SELECT 'quote_alignments', quote_id FROM quote_alignments
    UNION ALL SELECT 'sources', source_id FROM sources
    UNION ALL SELECT 'stories', story_id FROM stories
    UNION ALL SELECT 'runs', run_id FROM runs
    UNION ALL SELECT 'article_shingles', article_id FROM article_shingles
    UNION ALL SELECT 'article_terms', article_id FROM article_terms
    UNION ALL SELECT 'article_names', concat_ws(' ', article_id, local_entity) FROM article_names
    UNION ALL SELECT 'known_names', concat_ws(' ', kind, name) FROM known_names
    UNION ALL SELECT 'duplicate_pairs', article_a || ' ' || article_b FROM duplicate_pairs
    UNION ALL SELECT 'rejections', concat_ws(' ', coalesce(document_id, '-'), origin, stage, reason) FROM rejections
    UNION ALL SELECT 'citations', concat_ws(' ', article_id, coalesce(start, -1), coalesce("end", -1), kind, coalesce(cited_name, '-')) FROM citations
)
SELECT relation, key, count(*) AS times
FROM keys
GROUP BY relation, key
HAVING count(*) > 1 OR key IS NULL;
