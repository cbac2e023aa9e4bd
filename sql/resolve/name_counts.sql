-- grain: one name of one kind that is judged. key: kind, name. question: in how many articles does the name stand?
SELECT kind, name, sum(n)::BIGINT AS n_articles
FROM (
    SELECT kind, name, count(DISTINCT unit >> 20) AS n
    FROM fresh_units
    GROUP BY ALL
    UNION ALL
    SELECT kind, name, count(DISTINCT article_id)
    FROM stored_article_names
    SEMI JOIN judged_names USING (kind, name)
    GROUP BY ALL
)
GROUP BY ALL
ORDER BY ALL
