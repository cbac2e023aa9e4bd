-- grain: one row of the corpus level that no article stands behind
-- key: relation, key
-- question: Is there an article behind every entity, utterance, story and outlet?
SELECT 'entities' AS relation, entity_id AS key
FROM entities
ANTI JOIN mentions USING (entity_id)
WHERE entity_id NOT IN (SELECT speaker_entity_id FROM quotes WHERE speaker_entity_id IS NOT NULL)
UNION ALL
SELECT 'utterances', utterance_id FROM utterances ANTI JOIN quotes USING (utterance_id)
UNION ALL
SELECT 'stories', story_id FROM stories ANTI JOIN articles USING (story_id)
UNION ALL
SELECT 'sources', source_id
FROM sources
ANTI JOIN articles USING (source_id)
WHERE source_id NOT IN (SELECT cited_source_id FROM citations WHERE cited_source_id IS NOT NULL);
