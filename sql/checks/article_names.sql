-- grain: one mention of which the entity is not the one that its article's names say
-- key: mention_id
-- question: Is every named mention the entity that is kept for its article, so that later runs may build on it?
SELECT mentions.mention_id, mentions.article_id, mentions.local_entity, mentions.entity_id, article_names.entity_id AS kept_entity_id
FROM mentions
LEFT JOIN article_names USING (article_id, local_entity)
WHERE mentions.entity_id IS DISTINCT FROM article_names.entity_id
    AND EXISTS (SELECT 1 FROM article_names);
