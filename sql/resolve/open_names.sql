-- grain: one short name in one context. key: kind, short, gender, context_id.
-- question: which short names are to be settled, and in how many articles does nothing near by settle each of them?
SELECT
    o.kind, o.short, o.gender, o.context_id,
    any_value(judged.n_articles) + coalesce(any_value(elsewhere.n_articles), 0) AS n_articles
FROM open_units o
JOIN (SELECT kind, short, count(DISTINCT unit >> 20)::BIGINT AS n_articles FROM open_units GROUP BY ALL) AS judged
    USING (kind, short)
LEFT JOIN open_counts AS elsewhere ON o.kind = 'person' AND elsewhere.short = o.short
GROUP BY ALL
ORDER BY ALL
