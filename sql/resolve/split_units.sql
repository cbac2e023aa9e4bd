-- grain: one unit that the user splits off. key: unit.
-- question: which units of these names stand in the outlet, story or article that a line of the override file gives?
UPDATE unit_entities
SET entity_id = $entity_id
FROM judged_units u, seen_articles a
WHERE u.unit = unit_entities.unit
    AND a.article = unit_entities.unit >> 20
    AND list_contains($names, u.name)
    AND $place IN (a.source_domain, a.source_name, a.article_id, a.story_id)
