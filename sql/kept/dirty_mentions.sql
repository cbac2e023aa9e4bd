-- grain: one mention of such an entity. key: none
-- Read once, for three views.
CREATE OR REPLACE TEMP TABLE dirty_mentions AS
SELECT entity_id, article_id
FROM lake.mentions
WHERE entity_id IN (SELECT entity_id FROM dirty_entities);
