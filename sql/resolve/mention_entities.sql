-- grain: one mention whose entity is not yet what it should be. key: mention_id. question: which entity does it name?
CREATE OR REPLACE TEMP TABLE moved_mentions AS
SELECT m.mention_id, e.entity_id
FROM seen_mentions m
LEFT JOIN unit_entities e USING (unit)
WHERE m.was_entity_id IS DISTINCT FROM e.entity_id
UNION ALL
SELECT m.mention_id, u.entity_id
FROM stored_mentions m
JOIN moved_units u USING (article_id, local_entity)
WHERE m.entity_id IS DISTINCT FROM u.entity_id
