-- grain: one unit of an article that is judged. key: unit.
-- question: which entity does each unit stand for, and what tells it?
CREATE OR REPLACE TEMP TABLE unit_entities AS
SELECT unit, entity_id, 'name' AS settled_by FROM full_units WHERE is_judged
UNION ALL
SELECT unit, entity_id, 'context' FROM short_links
UNION ALL
SELECT o.unit, s.entity_id, 'corpus'
FROM open_units o
JOIN settled_names s
    ON s.kind = o.kind AND s.short = o.short AND s.context_id = o.context_id AND s.gender IS NOT DISTINCT FROM o.gender
