-- grain: one unit of an article that was there before. key: unit.
-- question: which units are another entity than they were, or for another reason?
CREATE OR REPLACE TEMP TABLE moved_units AS
SELECT u.unit, a.article_id, (u.unit & 1048575)::INTEGER AS local_entity, e.entity_id, u.was_entity_id
FROM judged_units u
JOIN unit_entities e USING (unit)
JOIN seen_articles a ON a.article = u.unit >> 20
WHERE NOT a.is_fresh AND (u.was_entity_id, u.was_settled_by) IS DISTINCT FROM (e.entity_id, e.settled_by)
