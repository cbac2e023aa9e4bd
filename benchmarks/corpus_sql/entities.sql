-- grain: one entity that is mentioned
INSERT INTO lake.entities BY NAME
SELECT
    entity_id, any_value(known_as) AS name, any_value(mentions.label) AS kind, list_sort(list(DISTINCT text)) AS aliases,
    count(*) AS n_mentions, count(DISTINCT article_id) AS n_articles
FROM lake.mentions
JOIN (SELECT entity_id, any_value(known_as) AS known_as FROM made_entities GROUP BY entity_id) USING (entity_id)
GROUP BY entity_id
