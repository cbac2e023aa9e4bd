-- grain: one name of one entity. key: kind, key, name. question: in how many articles does it go by that name?
SELECT k.kind, k.key, u.name, count(DISTINCT u.article_id)::BIGINT AS n_articles
FROM keyed_units k
JOIN units u USING (article_id, local_entity)
GROUP BY ALL
ORDER BY ALL
