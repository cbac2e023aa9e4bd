-- grain: one entity that may change. key: entity_id.
-- question: how often and in how many articles is it mentioned, pronouns included, and which of its kind's labels has it most?
WITH totals AS (
    SELECT entity, count(*)::BIGINT AS n_mentions, count(DISTINCT unit >> 20)::BIGINT AS n_articles
    FROM touched_mentions
    GROUP BY ALL
),
labels AS (
    SELECT counted.entity, arg_min(counted.label, (-counted.n, counted.label)) AS label
    FROM (SELECT entity, label, count(*) AS n FROM touched_mentions GROUP BY ALL) AS counted
    JOIN kind_of_label k USING (label)
    JOIN entity_names e ON e.entity = counted.entity AND e.kind = k.kind
    GROUP BY ALL
)
SELECT e.entity_id, e.kind, l.label, e.name, t.n_mentions, t.n_articles
FROM entity_names e
JOIN totals t USING (entity)
LEFT JOIN labels l USING (entity)
ORDER BY e.entity_id
