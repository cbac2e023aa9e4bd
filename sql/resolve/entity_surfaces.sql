-- grain: one wording of one entity that may change. key: entity_id, text. question: by which words is an entity mentioned, and how often?
SELECT entity_id, text, sum(n)::BIGINT AS n
FROM touched_wordings
WHERE NOT is_pronoun
GROUP BY ALL
ORDER BY ALL
