-- grain: one name of one entity that may change. key: entity_id, name. question: in how many articles does it go by that name?
SELECT entity_id, name, count(DISTINCT article_id)::BIGINT AS n_articles
FROM touched_units
GROUP BY ALL
ORDER BY ALL
