-- grain: one unit with a short name. key: article_id, local_entity.
-- question: which units need their surroundings to be understood?
SELECT u.article_id, u.local_entity, k.settled AS kind, k.short
FROM units u
JOIN unit_keys k USING (kind, name)
WHERE k.key IS NULL
