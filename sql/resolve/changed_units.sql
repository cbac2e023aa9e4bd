-- grain: one unit of an article of which some unit is new or has moved. key: article_id, local_entity.
-- question: what stands now in the articles of which something has changed?
SELECT
    a.article_id, (u.unit & 1048575)::INTEGER AS local_entity, u.kind, u.name, u.acronyms, u.gender, e.entity_id, e.settled_by
FROM judged_units u
JOIN unit_entities e USING (unit)
JOIN seen_articles a ON a.article = u.unit >> 20
WHERE a.is_fresh OR a.article_id IN (SELECT article_id FROM moved_units)
ORDER BY ALL
