-- grain: one entity that this run may change, make or end. key: entity_id.
-- question: which have won or lost a mention, or go by another name?
CREATE OR REPLACE TEMP TABLE touched_entities AS
WITH mentioned AS (
    SELECT unit, count(*) AS n
    FROM seen_mentions
    GROUP BY unit
),
counts AS (
    SELECT u.entity, sum(m.n)::BIGINT AS n_mentions, count(DISTINCT u.unit >> 20)::BIGINT AS n_articles
    FROM unit_entities u
    JOIN mentioned m USING (unit)
    GROUP BY u.entity
)
SELECT entity_id FROM moved_mentions WHERE entity_id IS NOT NULL
UNION
SELECT was_entity_id FROM moved_mentions WHERE was_entity_id IS NOT NULL
UNION
SELECT coalesce(e.entity_id, o.entity_id)
FROM (SELECT * FROM entity_names JOIN counts USING (entity)) e
FULL JOIN old_entities o ON o.entity_id = e.entity_id
WHERE (e.name, e.n_mentions, e.n_articles) IS DISTINCT FROM (o.name, o.n_mentions, o.n_articles)
