-- grain: one unit. key: unit. question: which entity is it (by its number in entity_names)?
SELECT k.unit, e.entity
FROM keyed_units k
JOIN entity_names e ON e.kind = k.kind AND e.key = k.key
