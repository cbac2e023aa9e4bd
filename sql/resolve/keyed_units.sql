-- grain: one unit. key: unit. question: which entity does each unit stand for?
SELECT unit, kind, key FROM full_units
UNION ALL
SELECT l.unit, s.kind, l.key
FROM short_links l
JOIN short_units s USING (unit)
UNION ALL
SELECT o.unit, o.kind, s.key
FROM open_units o
JOIN settled_names s
    ON s.kind = o.kind AND s.short = o.short AND s.context_id = o.context_id AND s.gender IS NOT DISTINCT FROM o.gender
