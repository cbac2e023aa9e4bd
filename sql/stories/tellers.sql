-- grain: one article
-- key: article_id
-- What a story's name, title and counts are made of, and the story the article is in now.
SELECT
    articles.article_id,
    clusters.duplicate_cluster,
    articles.published_at,
    articles.source_id,
    articles.title,
    articles.story_id
FROM all_articles AS articles
JOIN article_clusters AS clusters USING (article_id)
ORDER BY articles.article_id;
