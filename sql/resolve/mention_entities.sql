-- grain: one mention whose entity is not yet what it should be. key: mention_id. question: which entity does it name?
CREATE OR REPLACE TEMP TABLE moved_mentions AS
SELECT m.mention_id, u.entity_id, m.entity_id AS was_entity_id
FROM all_mentions m
LEFT JOIN unit_entities u USING (article_id, local_entity)
WHERE m.entity_id IS DISTINCT FROM u.entity_id
