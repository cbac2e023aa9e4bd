-- grain: one article. key: article_id. question: which outlet published it?
SELECT a.article_id, o.source_id
FROM seen_articles a
LEFT JOIN outlet_ids o ON o.name IS NOT DISTINCT FROM a.source_name AND o.domain IS NOT DISTINCT FROM a.source_domain
