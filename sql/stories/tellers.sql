-- grain: one article of a story that may change
-- key: article_id
-- What a story's name, title and counts are made of, and the story the article is in now.
SELECT
    grouped.label,
    articles.article_id,
    articles.duplicate_cluster,
    articles.published_at,
    articles.source_id,
    articles.title,
    articles.story_id
FROM stories_grouped AS grouped
JOIN stories_numbered AS units USING (unit)
JOIN stories_articles AS articles USING (duplicate_cluster)
ORDER BY articles.article_id;
