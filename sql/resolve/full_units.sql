-- grain: one unit whose name tells its entity by itself. key: unit.
-- question: which entity does a full name stand for?
SELECT u.unit, k.settled AS kind, k.key
FROM units u
JOIN keyed_names k USING (kind, name)
WHERE k.key IS NOT NULL
