-- grain: one unit. key: article_id, local_entity. question: which entity is it, and what is that called?
SELECT k.article_id, k.local_entity, e.entity_id, e.name, e.kind
FROM keyed_units k
JOIN entity_names e ON e.kind = k.kind AND e.key = k.key
