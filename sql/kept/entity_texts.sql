-- grain: one entity that some article mentions
-- key: entity_id
-- In how many texts it is named, copies counted once: what the lift of a pair is made of.
SELECT entities.entity_id, entities.name, entities.kind, count(DISTINCT coalesce(articles.duplicate_cluster, articles.article_id)) AS n_texts
FROM mentions
JOIN articles USING (article_id)
JOIN entities USING (entity_id)
GROUP BY entities.entity_id, entities.name, entities.kind;
