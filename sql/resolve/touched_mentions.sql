-- grain: one mention of an entity that may change. key: as in seen_mentions. question: which entity, by which words and label?
-- Their units are found first: joined in any other order all mentions would be put in a table to look up.
CREATE OR REPLACE TEMP TABLE touched_mentions AS
WITH touched AS MATERIALIZED (
    SELECT entity, unit
    FROM unit_entities
    WHERE entity IN (SELECT entity FROM entity_names WHERE entity_id IN (FROM touched_entities))
)
SELECT touched.entity, touched.unit, m.text, m.label, m.is_pronoun
FROM seen_mentions m
JOIN touched USING (unit)
