-- grain: one unit with a short name. key: unit.
-- question: which units need their surroundings to be understood? Only of people titles tell a gender.
CREATE OR REPLACE TEMP TABLE short_units AS
SELECT u.unit, k.entity_kind AS kind, k.short, CASE WHEN k.entity_kind = 'person' THEN u.gender END AS gender
FROM judged_units u
JOIN keyed_names k USING (kind, name)
WHERE k.key IS NULL
