-- grain: one unit of an article that is judged. key: unit.
-- question: by which name does its article know it, and which entity was it so far?
CREATE OR REPLACE TEMP TABLE judged_units AS
SELECT unit, kind, name, acronyms, gender, NULL::VARCHAR AS was_entity_id, NULL::VARCHAR AS was_settled_by
FROM fresh_units
UNION ALL
SELECT (a.article::BIGINT << 20) + s.local_entity, s.kind, s.name, s.acronyms, s.gender, s.entity_id, s.settled_by
FROM stored_article_names s
JOIN judged_articles a USING (article_id)
