-- grain: one mention of an entity that may change. key: as in seen_mentions. question: which entity, by which words and label?
CREATE OR REPLACE TEMP TABLE touched_mentions AS
SELECT u.entity, u.unit, m.text, m.label, m.is_pronoun
FROM entity_names e
SEMI JOIN touched_entities t USING (entity_id)
JOIN unit_entities u USING (entity)
JOIN seen_mentions m USING (unit)
