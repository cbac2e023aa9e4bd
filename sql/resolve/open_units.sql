-- grain: one unit with a short name that its context does not settle. key: unit.
-- question: which short names are left, and in which story, copy cluster or article do they stand?
CREATE OR REPLACE TEMP TABLE open_units AS
SELECT s.unit, s.kind, s.short, s.gender, coalesce(a.story_id, a.duplicate_cluster, a.article_id) AS context_id
FROM short_units s
JOIN seen_articles a ON a.article = s.unit >> 20
ANTI JOIN short_links l USING (unit)
