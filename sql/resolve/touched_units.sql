-- grain: one unit of an entity that may change. key: article_id, local entity. question: in which articles does it stand, by which names?
CREATE OR REPLACE TEMP TABLE touched_units AS
SELECT e.entity_id, a.article_id, u.name
FROM unit_entities e
JOIN judged_units u USING (unit)
JOIN seen_articles a ON a.article = e.unit >> 20
WHERE e.entity_id IN (FROM touched_entities)
UNION ALL
SELECT entity_id, article_id, name
FROM stored_article_names
WHERE entity_id IN (FROM touched_entities) AND article_id NOT IN (SELECT article_id FROM judged_articles)
