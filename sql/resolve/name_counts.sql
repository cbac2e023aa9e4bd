-- grain: one name of one kind. key: kind, name. question: in how many articles does a name stand?
SELECT counted.kind, names.name, counted.n_articles
FROM (SELECT kind, name, count(DISTINCT unit >> 20)::BIGINT AS n_articles FROM units GROUP BY ALL) AS counted
JOIN seen_names AS names ON names.number = counted.name
ORDER BY ALL
