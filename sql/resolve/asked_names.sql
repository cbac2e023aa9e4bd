-- grain: one name of one kind. key: kind, name.
-- question: which names stand in more or in fewer articles than before?
SELECT DISTINCT kind, name
FROM (
    SELECT kind, name FROM fresh_units
    UNION ALL
    SELECT kind, name FROM gone_article_names
)
ORDER BY ALL
