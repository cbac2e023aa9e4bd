-- grain: one quotation of which the speaker is not yet what it should be. key: quote_id.
-- question: which entity speaks, and by which name is it known?
WITH resolved AS (
    SELECT
        q.quote_id, q.was_entity_id, q.was_name, e.entity_id AS speaker_entity_id,
        CASE WHEN e.entity_id IS NOT NULL AND q.speaker_kind IN ('person', 'organization') THEN e.name ELSE q.speaker_local_name END AS speaker_name
    FROM seen_quotes q
    LEFT JOIN unit_entities u ON u.unit = q.speaker_unit
    LEFT JOIN entity_names e USING (entity)
)
SELECT quote_id, speaker_entity_id, speaker_name
FROM resolved
WHERE was_entity_id IS DISTINCT FROM speaker_entity_id OR was_name IS DISTINCT FROM speaker_name
ORDER BY quote_id
