-- grain: one entity that a run names. key: entity_id. question: what are the entities called of which the run touches nothing?
CREATE OR REPLACE TEMP TABLE known_as AS
SELECT entity_id, name FROM entity_names
UNION ALL
SELECT entity_id, name FROM old_entities WHERE entity_id NOT IN (SELECT entity_id FROM touched_entities)
