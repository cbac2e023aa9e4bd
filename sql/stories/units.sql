-- grain: one cluster of duplicates
-- key: duplicate_cluster
-- A cluster takes part in a story once, by its original (of several versions, the first). It is touched if it has a new
-- article, lost or gained one, or if its story lost one that is derived again.
CREATE OR REPLACE TEMP TABLE stories_units AS
WITH placed AS (
    SELECT
        article_clusters.article_id,
        article_clusters.duplicate_cluster,
        article_clusters.duplicate_of,
        articles.published_at,
        CASE
            WHEN articles.published_precision IN ('second', 'minute', 'day')
                THEN epoch(date_trunc('day', articles.published_at)) / 86400
        END AS day,
        old.story_id,
        old.duplicate_cluster AS old_cluster,
        old.article_id IS NULL
        OR old.duplicate_cluster IS DISTINCT FROM article_clusters.duplicate_cluster
        OR old.duplicate_of IS DISTINCT FROM article_clusters.duplicate_of AS has_changed
    FROM article_clusters
    JOIN all_articles AS articles USING (article_id)
    LEFT JOIN old_articles AS old USING (article_id)
),
changed_clusters AS (
    SELECT duplicate_cluster
    FROM placed
    WHERE has_changed
    UNION
    SELECT old_cluster
    FROM placed
    WHERE has_changed AND old_cluster IS NOT NULL
),
short_stories AS (
    SELECT old_stories.story_id
    FROM old_stories
    LEFT JOIN (SELECT story_id, count(*) AS n FROM old_articles GROUP BY story_id) AS counted USING (story_id)
    WHERE coalesce(counted.n, 0) <> old_stories.n_articles
)
SELECT
    duplicate_cluster,
    arg_min(article_id, (duplicate_of IS NOT NULL, published_at IS NULL, published_at, article_id)) AS article_id,
    arg_min(day, (duplicate_of IS NOT NULL, published_at IS NULL, published_at, article_id)) AS day,
    min(story_id) AS story_id,
    bool_or(has_changed)
    OR count(DISTINCT story_id) > 1
    OR duplicate_cluster IN (FROM changed_clusters)
    OR coalesce(min(story_id) IN (FROM short_stories), false) AS is_touched
FROM placed
GROUP BY duplicate_cluster;
