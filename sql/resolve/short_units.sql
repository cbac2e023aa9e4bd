-- grain: one unit with a short name. key: unit.
-- question: which units need their surroundings to be understood?
SELECT u.unit, k.settled AS kind, k.short
FROM units u
JOIN keyed_names k USING (kind, name)
WHERE k.key IS NULL
