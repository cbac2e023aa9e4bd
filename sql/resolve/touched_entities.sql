-- grain: one entity that this run may change, make or end. key: entity_id.
-- question: which have won or lost a mention, or go by another name?
CREATE OR REPLACE TEMP TABLE touched_entities AS
WITH counts AS (
    SELECT u.entity_id, sum(m.n)::BIGINT AS n_mentions, count(DISTINCT m.article_id)::BIGINT AS n_articles
    FROM seen_wordings m
    JOIN unit_entities u USING (article_id, local_entity)
    GROUP BY u.entity_id
)
SELECT entity_id FROM moved_mentions WHERE entity_id IS NOT NULL
UNION
SELECT was_entity_id FROM moved_mentions WHERE was_entity_id IS NOT NULL
UNION
SELECT coalesce(e.entity_id, o.entity_id)
FROM (SELECT * FROM entity_names JOIN counts USING (entity_id)) e
FULL JOIN old_entities o ON o.entity_id = e.entity_id
WHERE (e.name, e.n_mentions, e.n_articles) IS DISTINCT FROM (o.name, o.n_mentions, o.n_articles)
