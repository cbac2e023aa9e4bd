-- grain: one new article
-- key: article_id
-- In the order of the ids, so that numbering does not depend on arrival.
SELECT
    article_id,
    coalesce(text, '') AS text
FROM new_articles
ORDER BY article_id;
