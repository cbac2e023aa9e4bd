-- grain: one mention whose entity is not yet what it should be. key: mention_id. question: which entity does it name?
CREATE OR REPLACE TEMP TABLE moved_mentions AS
SELECT m.mention_id, e.entity_id, m.was_entity_id
FROM seen_mentions m
LEFT JOIN unit_entities u USING (unit)
LEFT JOIN entity_names e USING (entity)
WHERE m.was_entity_id IS DISTINCT FROM e.entity_id
