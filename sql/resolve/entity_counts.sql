-- grain: one entity that may change. key: entity_id.
-- question: how often and in how many articles is it mentioned, pronouns included, and which of its kind's labels has it most?
WITH labelled_wordings AS (
    SELECT u.entity_id, m.label, m.article_id, m.n, k.kind = e.kind AS is_fitting
    FROM seen_wordings m
    JOIN unit_entities u USING (article_id, local_entity)
    JOIN entity_names e ON e.entity_id = u.entity_id
    SEMI JOIN touched_entities t ON t.entity_id = u.entity_id
    LEFT JOIN kind_of_label k ON k.label = m.label
),
totals AS (
    SELECT entity_id, sum(n)::BIGINT AS n_mentions, count(DISTINCT article_id)::BIGINT AS n_articles
    FROM labelled_wordings
    GROUP BY ALL
),
labels AS (
    SELECT entity_id, arg_min(label, (-n, label)) AS label
    FROM (SELECT entity_id, label, sum(n) AS n FROM labelled_wordings WHERE is_fitting GROUP BY ALL)
    GROUP BY ALL
)
SELECT e.entity_id, e.kind, l.label, e.name, t.n_mentions, t.n_articles
FROM entity_names e
JOIN totals t USING (entity_id)
LEFT JOIN labels l USING (entity_id)
ORDER BY e.entity_id
