-- grain: one outlet or agency that one article cites. key: article_id, cited_name.
-- question: which names does each article cite, and by which name does it go itself?
SELECT DISTINCT c.article_id, c.cited_name, a.source_name
FROM seen_citations c
JOIN seen_articles a USING (article_id)
WHERE c.kind IN ('outlet', 'agency') AND c.cited_name IS NOT NULL
ORDER BY ALL
