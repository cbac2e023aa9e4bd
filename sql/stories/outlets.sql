-- grain: one story
-- key: story_id
-- question: how many outlets tell it, now that outlets are resolved?
-- Reads what `resolve` has left on the connection: where each article stands, and which outlet published it.
SELECT seen_articles.story_id, count(DISTINCT article_source_ids.source_id) AS n_sources
FROM seen_articles
JOIN article_source_ids USING (article_id)
WHERE seen_articles.story_id IS NOT NULL
GROUP BY seen_articles.story_id
ORDER BY seen_articles.story_id
