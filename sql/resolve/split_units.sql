-- grain: one unit that the user splits off. key: unit.
-- question: which units of these names stand in the outlet, story or article that a line of the override file gives?
UPDATE unit_entities
SET entity = (SELECT entity FROM entity_keys WHERE kind = $1 AND key = $2)
FROM units u, seen_names n, seen_articles a
WHERE u.unit = unit_entities.unit
    AND n.number = u.name
    AND a.article = unit_entities.unit >> 20
    AND list_contains($3, n.name)
    AND $4 IN (a.source_domain, a.source_name, a.article_id, a.story_id)
