-- grain: one quotation of which the speaker is not yet what it should be. key: quote_id.
-- question: which entity speaks, and by which name is it known?
-- Only quotations of fresh articles, of those in which something is another entity than before, and of entities that go by
-- another name can have another speaker than they had.
WITH renamed AS (
    SELECT e.entity_id
    FROM entity_names e
    JOIN old_entities o USING (entity_id)
    WHERE e.name <> o.name
),
moved AS (
    SELECT article_id FROM fresh_articles
    UNION
    SELECT article_id FROM moved_units
),
speaking AS (
    SELECT
        q.quote_id, q.speaker_kind, q.speaker_local_name, q.speaker_entity_id AS was_entity_id, q.speaker_name AS was_name,
        q.article_id IN (SELECT article_id FROM moved) AS is_judged,
        (a.article::BIGINT << 20) + q.speaker_local_entity AS unit
    FROM all_quotes q
    JOIN seen_articles a USING (article_id)
    WHERE q.article_id IN (SELECT article_id FROM moved) OR q.speaker_entity_id IN (SELECT entity_id FROM renamed)
),
resolved AS (
    SELECT s.*, CASE WHEN s.is_judged THEN u.entity_id ELSE s.was_entity_id END AS entity_id
    FROM speaking s
    LEFT JOIN unit_entities u USING (unit)
),
called AS (
    SELECT
        r.quote_id, r.was_entity_id, r.was_name, r.entity_id AS speaker_entity_id,
        CASE WHEN r.entity_id IS NOT NULL AND r.speaker_kind IN ('person', 'organization') THEN e.name ELSE r.speaker_local_name END
            AS speaker_name
    FROM resolved r
    LEFT JOIN known_as e ON e.entity_id = r.entity_id
)
SELECT quote_id, speaker_entity_id, speaker_name
FROM called
WHERE was_entity_id IS DISTINCT FROM speaker_entity_id OR was_name IS DISTINCT FROM speaker_name
ORDER BY quote_id
