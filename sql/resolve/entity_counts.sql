-- grain: one entity. key: entity_id. question: how often and in how many articles is it mentioned, pronouns included?
SELECT e.entity_id, e.kind, e.name, count(*)::BIGINT AS n_mentions, count(DISTINCT m.article_id)::BIGINT AS n_articles
FROM all_mentions m
JOIN unit_entities u USING (article_id, local_entity)
JOIN entity_names e ON e.entity_id = u.entity_id
GROUP BY ALL
ORDER BY e.entity_id
