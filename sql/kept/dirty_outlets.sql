-- grain: one outlet of which the row in source_summary may have changed. key: source_id
-- Those that publish, quote or are cited otherwise than before, and all that carry an utterance which others now carry otherwise.
CREATE OR REPLACE TEMP TABLE dirty_outlets AS
WITH touched AS (
    SELECT article_id FROM moved_articles
    UNION
    SELECT article_id FROM moved_quotes
    UNION
    SELECT article_id FROM moved_citations
    UNION
    SELECT article_id FROM dirty_quotes
)
SELECT source_id FROM moved_articles WHERE source_id IS NOT NULL
UNION
SELECT source_id FROM moved_sources
UNION
SELECT cited_source_id FROM moved_citations WHERE cited_source_id IS NOT NULL
UNION
SELECT cited_source_id
FROM lake.citations
WHERE article_id IN (SELECT article_id FROM moved_articles) AND cited_source_id IS NOT NULL
UNION
SELECT source_id FROM lake.articles WHERE article_id IN (SELECT article_id FROM touched) AND source_id IS NOT NULL;
