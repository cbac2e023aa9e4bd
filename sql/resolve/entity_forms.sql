-- grain: one name of one entity. key: kind, key, name. question: in how many articles does it go by that name?
SELECT keys.kind, keys.key, names.name, counted.n_articles, keys.entity
FROM (
    SELECT e.entity, u.name, count(DISTINCT u.unit >> 20)::BIGINT AS n_articles
    FROM unit_entities e
    JOIN units u USING (unit)
    GROUP BY ALL
) AS counted
JOIN entity_keys AS keys USING (entity)
JOIN seen_names AS names ON names.number = counted.name
ORDER BY ALL
