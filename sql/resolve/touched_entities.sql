-- grain: one entity that this run may change, make or end. key: entity_id.
-- question: which have won or lost something that is called by their name?
CREATE OR REPLACE TEMP TABLE touched_entities AS
SELECT e.entity_id
FROM unit_entities e
JOIN seen_articles a ON a.article = e.unit >> 20
WHERE a.is_fresh
UNION
SELECT entity_id FROM moved_units
UNION
SELECT was_entity_id FROM moved_units
UNION
SELECT entity_id FROM gone_article_names
