-- grain: one article whose outlet's id is not yet what it should be. key: article_id. question: which outlet published it?
SELECT article_id, o.source_id
FROM article_source_ids o
JOIN seen_articles a USING (article_id)
WHERE a.was_source_id IS DISTINCT FROM o.source_id
ORDER BY article_id
