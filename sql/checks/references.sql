-- grain: one reference to a row that is not there
-- key: relation, column_name, value
-- question: Does every id that points to another table find its row there?
WITH pointers AS (
    SELECT 'articles' AS relation, 'document_id' AS column_name, document_id AS value, 'documents' AS target FROM articles
    UNION ALL SELECT 'articles', 'source_id', source_id, 'sources' FROM articles
    UNION ALL SELECT 'articles', 'story_id', story_id, 'stories' FROM articles
    UNION ALL SELECT 'articles', 'duplicate_of', duplicate_of, 'articles' FROM articles
    UNION ALL SELECT 'removed_text', 'article_id', article_id, 'articles' FROM removed_text
    UNION ALL SELECT 'duplicate_pairs', 'article_a', article_a, 'articles' FROM duplicate_pairs
    UNION ALL SELECT 'duplicate_pairs', 'article_b', article_b, 'articles' FROM duplicate_pairs
    UNION ALL SELECT 'shared_passages', 'article_a', article_a, 'articles' FROM shared_passages
    UNION ALL SELECT 'shared_passages', 'article_b', article_b, 'articles' FROM shared_passages
    UNION ALL SELECT 'mentions', 'article_id', article_id, 'articles' FROM mentions
    UNION ALL SELECT 'mentions', 'entity_id', entity_id, 'entities' FROM mentions
    UNION ALL SELECT 'quotes', 'article_id', article_id, 'articles' FROM quotes
    UNION ALL SELECT 'quotes', 'speaker_entity_id', speaker_entity_id, 'entities' FROM quotes
    UNION ALL SELECT 'quotes', 'utterance_id', utterance_id, 'utterances' FROM quotes
    UNION ALL SELECT 'utterances', 'speaker_entity_id', speaker_entity_id, 'entities' FROM utterances
    UNION ALL SELECT 'utterances', 'first_source_id', first_source_id, 'sources' FROM utterances
    UNION ALL SELECT 'quote_alignments', 'quote_id', quote_id, 'quotes' FROM quote_alignments
    UNION ALL SELECT 'quote_alignments', 'utterance_id', utterance_id, 'utterances' FROM quote_alignments
    UNION ALL SELECT 'citations', 'article_id', article_id, 'articles' FROM citations
    UNION ALL SELECT 'citations', 'cited_source_id', cited_source_id, 'sources' FROM citations
    UNION ALL SELECT 'outlet_lines', 'document_id', document_id, 'documents' FROM outlet_lines
    UNION ALL SELECT 'fingerprints', 'article_id', article_id, 'articles' FROM fingerprints
    UNION ALL SELECT 'article_shingles', 'article_id', article_id, 'articles' FROM article_shingles
    UNION ALL SELECT 'article_terms', 'article_id', article_id, 'articles' FROM article_terms
    UNION ALL SELECT 'article_names', 'article_id', article_id, 'articles' FROM article_names
    UNION ALL SELECT 'article_names', 'entity_id', entity_id, 'entities' FROM article_names
),
distinct_pointers AS (
    SELECT relation, column_name, target, value, count(*) AS n_rows
    FROM pointers
    WHERE value IS NOT NULL
    GROUP BY ALL
),
targets AS (
    SELECT 'documents' AS target, document_id AS value FROM documents
    UNION ALL SELECT 'articles', article_id FROM articles
    UNION ALL SELECT 'sources', source_id FROM sources
    UNION ALL SELECT 'stories', story_id FROM stories
    UNION ALL SELECT 'entities', entity_id FROM entities
    UNION ALL SELECT 'utterances', utterance_id FROM utterances
    UNION ALL SELECT 'quotes', quote_id FROM quotes
)
SELECT relation, column_name, value, target, n_rows
FROM distinct_pointers
ANTI JOIN targets USING (target, value);
