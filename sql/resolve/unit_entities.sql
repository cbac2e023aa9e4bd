-- grain: one unit. key: unit. question: which entity (by its number in entity_keys) does each unit stand for?
SELECT unit, entity FROM full_units
UNION ALL
SELECT l.unit, e.entity
FROM short_links l
JOIN short_units s USING (unit)
JOIN entity_keys e ON e.kind = s.kind AND e.key = l.key
UNION ALL
SELECT o.unit, e.entity
FROM open_units o
JOIN settled_names s
    ON s.kind = o.kind AND s.short = o.short AND s.context_id = o.context_id AND s.gender IS NOT DISTINCT FROM o.gender
JOIN entity_keys e ON e.kind = s.kind AND e.key = s.key
