-- grain: one wording of one entity that may change. key: entity_id, text, label, is_pronoun.
-- question: by which words and under which label is an entity mentioned, and how often?
CREATE OR REPLACE TEMP TABLE touched_wordings AS
SELECT entity_id, text, label, is_pronoun, count(*)::BIGINT AS n
FROM (
    SELECT e.entity_id, m.text, m.label, m.is_pronoun
    FROM seen_mentions m
    JOIN unit_entities e USING (unit)
    UNION ALL
    SELECT entity_id, text, label, coalesce(is_pronoun, false)
    FROM stored_mentions
    WHERE entity_id IN (FROM touched_entities) AND mention_id NOT IN (SELECT mention_id FROM moved_mentions)
    UNION ALL
    SELECT u.entity_id, m.text, m.label, coalesce(m.is_pronoun, false)
    FROM stored_mentions m
    JOIN moved_units u USING (article_id, local_entity)
    WHERE m.entity_id IS DISTINCT FROM u.entity_id
)
GROUP BY ALL
