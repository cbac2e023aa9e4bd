-- grain: one name of one entity. key: kind, key, name. question: in how many articles does it go by that name?
SELECT counted.kind, counted.key, names.name, counted.n_articles
FROM (
    SELECT k.kind, k.key, u.name, count(DISTINCT u.unit >> 20)::BIGINT AS n_articles
    FROM keyed_units k
    JOIN units u USING (unit)
    GROUP BY ALL
) AS counted
JOIN seen_names AS names ON names.number = counted.name
ORDER BY ALL
