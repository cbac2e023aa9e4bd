-- grain: one such pair. key: entity_a, entity_b
-- How many texts name it now, and where its kept row lies, if it has one.
CREATE OR REPLACE TEMP TABLE dirty_pairs AS
WITH had AS (
    SELECT rowid AS lake_rowid, entity_a, entity_b, n_articles
    FROM lake.kept_entity_pairs
    SEMI JOIN moved_pairs USING (entity_a, entity_b)
)
SELECT moved.entity_a, moved.entity_b, had.lake_rowid, (coalesce(had.n_articles, 0) + moved.n)::BIGINT AS n_articles
FROM moved_pairs AS moved
LEFT JOIN had USING (entity_a, entity_b);
