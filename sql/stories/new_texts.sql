-- grain: one new article
-- key: article_id
SELECT
    article_id,
    title,
    coalesce(text, '') AS text,
    language
FROM new_articles
ORDER BY article_id;
