-- grain: one article that tells, or of which a copy tells, what a run changed: copies of one text count as one. key: article_id
CREATE OR REPLACE TEMP TABLE dirty_tellers AS
WITH texts AS (
    SELECT duplicate_cluster FROM moved_articles WHERE duplicate_cluster IS NOT NULL
    UNION
    SELECT duplicate_cluster
    FROM lake.articles
    WHERE article_id IN (SELECT article_id FROM moved_mentions) AND duplicate_cluster IS NOT NULL
)
SELECT article_id FROM moved_articles
UNION
SELECT article_id FROM moved_mentions
UNION
SELECT article_id FROM lake.articles WHERE duplicate_cluster IN (SELECT duplicate_cluster FROM texts);
