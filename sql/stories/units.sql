-- grain: one cluster of duplicates
-- key: duplicate_cluster
-- A cluster tells a story once: by its original, or the first published of the original's versions.
WITH placed AS (
    SELECT
        clusters.duplicate_cluster,
        clusters.duplicate_of,
        articles.article_id,
        articles.published_at,
        CASE
            WHEN articles.published_precision IN ('second', 'minute', 'day')
                THEN epoch(date_trunc('day', articles.published_at)) / 86400
        END AS day
    FROM all_articles AS articles
    JOIN article_clusters AS clusters USING (article_id)
),
units AS (
    SELECT
        duplicate_cluster,
        arg_min(article_id, (duplicate_of IS NOT NULL, published_at IS NULL, published_at, article_id)) AS article_id,
        min(day) AS day
    FROM placed
    GROUP BY duplicate_cluster
),
terms AS (
    SELECT article_id, terms, weights
    FROM old_article_terms
    UNION ALL
    SELECT article_id, terms, weights
    FROM stories_new_terms
)
SELECT
    units.duplicate_cluster,
    units.day,
    terms.terms,
    terms.weights
FROM units
JOIN terms USING (article_id)
ORDER BY units.duplicate_cluster;
