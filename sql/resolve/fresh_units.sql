-- grain: one unit of a fresh article. key: unit.
-- question: by which name and acronyms does its article know it, and do its titles say whether it is a man or a woman?
-- NULL where they say nothing or both.
CREATE OR REPLACE TEMP TABLE fresh_units AS
WITH told AS (
    SELECT m.unit, min(g.gender) AS gender, count(DISTINCT g.gender) AS n_genders
    FROM seen_mentions m
    JOIN surface_genders g USING (text)
    WHERE NOT m.is_pronoun
    GROUP BY m.unit
),
spelled AS (
    SELECT m.unit, list(DISTINCT m.text ORDER BY m.text) AS acronyms
    FROM seen_mentions m
    JOIN units u USING (unit)
    JOIN seen_names n ON n.number = u.name
    WHERE u.kind <> 'person'
        AND n.name LIKE '% %'
        AND regexp_full_match(m.text, '([A-Z0-9&]\.?-?){2,8}')
    GROUP BY m.unit
)
SELECT
    u.unit, u.kind, n.name, s.acronyms,
    CASE WHEN told.n_genders = 1 AND n.name IN (SELECT name FROM bare_names) THEN told.gender END AS gender
FROM units u
JOIN seen_names n ON n.number = u.name
LEFT JOIN told USING (unit)
LEFT JOIN spelled s USING (unit)
