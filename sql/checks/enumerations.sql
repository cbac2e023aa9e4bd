-- grain: one value that is none of those a column may have
-- key: relation, column_name, value
-- question: Do the columns that name kinds hold only the kinds that docs/schema.md names?
WITH found AS (
    SELECT 'articles' AS relation, 'published_precision' AS column_name, published_precision AS value FROM articles
    UNION ALL SELECT 'articles', 'published_from', published_from FROM articles
    UNION ALL SELECT 'articles', 'duplicate_kind', duplicate_kind FROM articles
    UNION ALL SELECT 'rejections', 'stage', stage FROM rejections
    UNION ALL SELECT 'duplicate_pairs', 'kind', kind FROM duplicate_pairs
    UNION ALL SELECT 'mentions', 'label', label FROM mentions
    UNION ALL SELECT 'entities', 'kind', kind FROM entities
    UNION ALL SELECT 'quotes', 'kind', kind FROM quotes
    UNION ALL SELECT 'quotes', 'speaker_kind', speaker_kind FROM quotes
    UNION ALL SELECT 'quote_alignments', 'relation', relation FROM quote_alignments
    UNION ALL SELECT 'quote_alignments', 'ops.op', unnest(list_distinct([op.op FOR op IN ops])) FROM quote_alignments
    UNION ALL SELECT 'citations', 'kind', kind FROM citations
),
allowed (relation, column_name, kinds) AS (
    VALUES
        ('articles', 'published_precision', ['second', 'minute', 'day', 'month', 'year']),
        ('articles', 'published_from', ['metadata', 'text', 'url', 'record']),
        ('articles', 'duplicate_kind', ['exact', 'near', 'contained']),
        ('rejections', 'stage', ['read', 'clean', 'enrich']),
        ('duplicate_pairs', 'kind', ['exact', 'near', 'contained']),
        (
            'mentions', 'label',
            ['PERSON', 'ORG', 'GPE', 'LOC', 'NORP', 'FAC', 'EVENT', 'PRODUCT', 'WORK_OF_ART', 'LAW']
        ),
        (
            'entities', 'kind',
            ['PERSON', 'ORG', 'GPE', 'LOC', 'NORP', 'FAC', 'EVENT', 'PRODUCT', 'WORK_OF_ART', 'LAW']
        ),
        ('quotes', 'kind', ['direct', 'mixed', 'indirect']),
        (
            'quotes', 'speaker_kind',
            ['person', 'organization', 'group', 'anonymous', 'role', 'document', 'unknown']
        ),
        ('quote_alignments', 'relation', ['identical', 'truncated', 'extended', 'altered', 'fragment']),
        ('quote_alignments', 'ops.op', ['keep', 'cut', 'add', 'replace', 'bracket', 'ellipsis']),
        ('citations', 'kind', ['outlet', 'agency', 'anonymous', 'official', 'document'])
)
SELECT found.relation, found.column_name, found.value, count(*) AS n_rows
FROM found
JOIN allowed USING (relation, column_name)
WHERE found.value IS NOT NULL AND NOT list_contains(allowed.kinds, found.value)
GROUP BY ALL;
