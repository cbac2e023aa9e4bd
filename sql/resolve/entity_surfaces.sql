-- grain: one wording of one entity that may change. key: entity_id, text. question: by which words is an entity mentioned, and how often?
SELECT u.entity_id, m.text, sum(m.n)::BIGINT AS n
FROM seen_wordings m
JOIN unit_entities u USING (article_id, local_entity)
SEMI JOIN touched_entities t ON t.entity_id = u.entity_id
WHERE NOT m.is_pronoun
GROUP BY ALL
ORDER BY ALL
