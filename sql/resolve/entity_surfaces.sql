-- grain: one wording of one entity. key: entity_id, text. question: by which words is an entity mentioned, and how often?
SELECT u.entity_id, m.text, count(*)::BIGINT AS n
FROM all_mentions m
JOIN unit_entities u USING (article_id, local_entity)
WHERE NOT coalesce(m.is_pronoun, false)
GROUP BY ALL
ORDER BY ALL
