-- grain: one unit with a short name. key: unit.
-- question: do its titles say whether it is a man or a woman? NULL where they say nothing or both.
WITH called AS MATERIALIZED (
    SELECT m.unit, m.text
    FROM seen_mentions m
    JOIN short_units s USING (unit)
    WHERE s.kind = 'person' AND NOT m.is_pronoun
),
told AS (
    SELECT called.unit, min(g.gender) AS gender, count(DISTINCT g.gender) AS n_genders
    FROM called
    JOIN surface_genders g USING (text)
    GROUP BY called.unit
)
SELECT s.unit, s.kind, s.short, CASE WHEN told.n_genders = 1 THEN told.gender END AS gender
FROM short_units s
LEFT JOIN told USING (unit)
