-- grain: one entity of which some row of a view may have changed. key: entity_id
-- What an article names touches what its copies name.
CREATE OR REPLACE TEMP TABLE dirty_entities AS
SELECT entity_id FROM moved_mentions WHERE entity_id IS NOT NULL
UNION
SELECT entity_id FROM moved_entities
UNION
SELECT speaker_entity_id FROM moved_quotes WHERE speaker_entity_id IS NOT NULL
UNION
SELECT entity_id FROM lake.mentions WHERE article_id IN (SELECT article_id FROM dirty_tellers) AND entity_id IS NOT NULL;
