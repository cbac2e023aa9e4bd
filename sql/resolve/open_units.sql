-- grain: one unit with a short name that its context does not settle. key: article_id, local_entity.
-- question: which short names are left, and in which story, copy cluster or article do they stand?
SELECT s.article_id, s.local_entity, s.kind, s.short, s.gender, coalesce(a.story_id, a.duplicate_cluster, s.article_id) AS context_id
FROM gendered_units s
LEFT JOIN seen_articles a USING (article_id)
ANTI JOIN short_links l USING (article_id, local_entity)
ORDER BY s.article_id, s.local_entity
