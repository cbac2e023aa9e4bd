-- grain: one unit whose name tells its entity by itself. key: article_id, local_entity.
-- question: which entity does a full name stand for?
SELECT u.article_id, u.local_entity, k.settled AS kind, k.key
FROM units u
JOIN unit_keys k USING (kind, name)
WHERE k.key IS NOT NULL
