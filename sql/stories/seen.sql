-- grain: one article
-- key: article_id
-- Where each article stands (its copy cluster) and where it stood so far. The lake's articles are read here and nowhere
-- else: planning a query over them costs more than the query where a run is small.
CREATE OR REPLACE TEMP TABLE stories_articles AS
WITH both_articles AS (
    SELECT
        article_id, title, source_id, published_at, published_precision, story_id, duplicate_cluster AS old_cluster,
        duplicate_of AS old_original, true AS is_old
    FROM old_articles
    UNION ALL
    SELECT article_id, title, source_id, published_at, published_precision, NULL, NULL, NULL, false
    FROM new_articles
)
SELECT both_articles.*, article_clusters.duplicate_cluster, article_clusters.duplicate_of
FROM both_articles
JOIN article_clusters USING (article_id);
