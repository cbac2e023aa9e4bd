-- grain: one entity of which some row of a view may have changed. key: entity_id
-- Copies of one text count as one, so what an article names touches what its copies name.
CREATE OR REPLACE TEMP TABLE dirty_entities AS
WITH texts AS (
    SELECT duplicate_cluster FROM moved_articles WHERE duplicate_cluster IS NOT NULL
    UNION
    SELECT duplicate_cluster
    FROM lake.articles
    WHERE article_id IN (SELECT article_id FROM moved_mentions) AND duplicate_cluster IS NOT NULL
),
tellers AS (
    SELECT article_id FROM moved_articles
    UNION
    SELECT article_id FROM moved_mentions
    UNION
    SELECT article_id FROM lake.articles WHERE duplicate_cluster IN (SELECT duplicate_cluster FROM texts)
)
SELECT entity_id FROM moved_mentions WHERE entity_id IS NOT NULL
UNION
SELECT entity_id FROM moved_entities
UNION
SELECT speaker_entity_id FROM moved_quotes WHERE speaker_entity_id IS NOT NULL
UNION
SELECT entity_id FROM lake.mentions WHERE article_id IN (SELECT article_id FROM tellers) AND entity_id IS NOT NULL;
