-- grain: one unit whose name tells its entity by itself. key: unit.
-- question: which entity does a full name stand for, in the articles that are judged and in those that tell what their names mean?
CREATE OR REPLACE TEMP TABLE full_units AS
SELECT u.unit, e.entity_id, true AS is_judged
FROM judged_units u
JOIN keyed_names k USING (kind, name)
JOIN entity_keys e ON e.kind = k.entity_kind AND e.key = k.key
UNION ALL
SELECT (a.article::BIGINT << 20) + s.local_entity, s.entity_id, false
FROM stored_article_names s
JOIN (FROM evidence_articles ANTI JOIN judged_articles USING (article)) AS a USING (article_id)
WHERE s.settled_by = 'name'
