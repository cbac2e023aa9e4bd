-- grain: one unit. key: article_id, local_entity. question: which entity does each unit stand for?
SELECT article_id, local_entity, kind, key FROM full_units
UNION ALL
SELECT l.article_id, l.local_entity, s.kind, l.key
FROM short_links l
JOIN short_units s USING (article_id, local_entity)
UNION ALL
SELECT article_id, local_entity, kind, key FROM settled_units
