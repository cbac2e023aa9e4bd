-- grain: one wording of one entity that may change. key: entity_id, text. question: by which words is an entity mentioned, and how often?
SELECT e.entity_id, m.text, count(*)::BIGINT AS n
FROM touched_mentions m
JOIN entity_names e USING (entity)
WHERE NOT m.is_pronoun
GROUP BY ALL
ORDER BY ALL
