-- grain: one entity whose counts are wrong
-- key: entity_id
-- question: Are an entity's mentions and articles as many as it says?
WITH counted AS (
    SELECT entity_id, count(*) AS n_mentions, count(DISTINCT article_id) AS n_articles
    FROM mentions
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id
)
SELECT
    entities.entity_id,
    entities.n_mentions,
    coalesce(counted.n_mentions, 0) AS n_mentions_found,
    entities.n_articles,
    coalesce(counted.n_articles, 0) AS n_articles_found
FROM entities
LEFT JOIN counted USING (entity_id)
WHERE entities.n_mentions IS DISTINCT FROM coalesce(counted.n_mentions, 0)
    OR entities.n_articles IS DISTINCT FROM coalesce(counted.n_articles, 0);
