-- grain: one unit whose name tells its entity by itself. key: unit.
-- question: which entity (by its number in entity_keys) does a full name stand for?
SELECT u.unit, n.entity
FROM units u
JOIN (
    SELECT k.kind, k.name, e.entity
    FROM keyed_names k
    JOIN entity_keys e ON e.kind = k.settled AND e.key = k.key
) AS n USING (kind, name)
