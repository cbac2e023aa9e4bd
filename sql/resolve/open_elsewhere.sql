-- grain: one bare surname that one article leaves open. key: short, article_id, may repeat.
-- question: where else do surnames stand open that are, or were, open in the articles that are judged, and who bears them there?
WITH judged AS (
    SELECT short FROM open_units WHERE kind = 'person'
    UNION
    SELECT k.short
    FROM (
        SELECT kind, name FROM judged_units WHERE was_settled_by = 'corpus'
        UNION
        SELECT kind, name FROM gone_article_names WHERE settled_by = 'corpus'
    )
    JOIN (
        SELECT kind, name, entity_kind, short FROM stored_known_names
        UNION ALL
        SELECT kind, name, entity_kind, short FROM told_names
    ) AS k USING (kind, name)
    WHERE k.entity_kind = 'person' AND k.short IS NOT NULL
),
names AS (
    SELECT kind, name, short
    FROM (
        SELECT kind, name, entity_kind, short FROM told_names
        UNION ALL
        SELECT kind, name, entity_kind, short FROM stored_known_names ANTI JOIN told_names USING (kind, name)
    )
    WHERE entity_kind = 'person' AND short IN (SELECT short FROM judged)
)
SELECT DISTINCT n.short, s.article_id, s.entity_id
FROM stored_article_names s
JOIN names n USING (kind, name)
WHERE s.settled_by = 'corpus' AND s.article_id NOT IN (SELECT article_id FROM judged_articles)
ORDER BY ALL
