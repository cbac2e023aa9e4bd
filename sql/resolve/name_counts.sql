-- grain: one name of one kind. key: kind, name. question: in how many articles does a name stand?
SELECT kind, name, count(DISTINCT article_id)::BIGINT AS n_articles
FROM units
GROUP BY ALL
ORDER BY ALL
