-- grain: one cluster of duplicates
-- key: duplicate_cluster
-- A cluster takes part in a story once, by its original (of several versions, the first). It is touched if it has a new
-- article, lost or gained one, or if its story lost one that is derived again.
CREATE OR REPLACE TEMP TABLE stories_units AS
WITH placed AS (
    SELECT
        article_id,
        duplicate_cluster,
        duplicate_of,
        published_at,
        CASE
            WHEN published_precision IN ('second', 'minute', 'day')
                THEN epoch(date_trunc('day', published_at)) / 86400
        END AS day,
        story_id,
        old_cluster,
        NOT is_old
        OR old_cluster IS DISTINCT FROM duplicate_cluster
        OR old_original IS DISTINCT FROM duplicate_of AS has_changed
    FROM stories_articles
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
    SELECT stories_before.story_id
    FROM stories_before
    LEFT JOIN (SELECT story_id, count(*) AS n FROM stories_articles WHERE is_old GROUP BY story_id) AS counted USING (story_id)
    WHERE coalesce(counted.n, 0) <> stories_before.n_articles
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
