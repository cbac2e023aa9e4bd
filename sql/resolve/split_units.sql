-- grain: one unit that the user splits off. key: article_id, local_entity.
-- question: which units of these names stand in the outlet, story or article that a line of the override file gives?
UPDATE keyed_units
SET kind = $1, key = $2
FROM units u, seen_articles a
WHERE u.article_id = keyed_units.article_id
    AND u.local_entity = keyed_units.local_entity
    AND a.article_id = keyed_units.article_id
    AND list_contains($3, u.name)
    AND $4 IN (a.source_domain, a.source_name, a.article_id, a.story_id)
