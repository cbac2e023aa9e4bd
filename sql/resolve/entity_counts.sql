-- grain: one entity that may change. key: entity_id.
-- question: how often and in how many articles is it mentioned, pronouns included, and which of its kind's labels has it most?
WITH mentioned AS (
    SELECT entity_id, sum(n)::BIGINT AS n_mentions
    FROM touched_wordings
    GROUP BY ALL
),
standing AS (
    SELECT entity_id, count(DISTINCT article_id)::BIGINT AS n_articles
    FROM touched_units
    GROUP BY ALL
),
labels AS (
    SELECT counted.entity_id, arg_min(counted.label, (-counted.n, counted.label)) AS label
    FROM (SELECT entity_id, label, sum(n) AS n FROM touched_wordings GROUP BY ALL) AS counted
    JOIN kind_of_label k USING (label)
    JOIN entity_names e ON e.entity_id = counted.entity_id AND e.kind = k.kind
    GROUP BY ALL
)
SELECT e.entity_id, e.kind, l.label, e.name, m.n_mentions, s.n_articles
FROM entity_names e
JOIN mentioned m USING (entity_id)
JOIN standing s USING (entity_id)
LEFT JOIN labels l USING (entity_id)
ORDER BY e.entity_id
