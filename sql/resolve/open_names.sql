-- grain: one short name in one context. key: kind, short, gender, context_id.
-- question: which short names are to be settled, and in how many articles does nothing near by settle each of them?
SELECT open_units.kind, open_units.short, open_units.gender, open_units.context_id, any_value(everywhere.n_articles) AS n_articles
FROM open_units
JOIN (SELECT kind, short, count(DISTINCT unit >> 20)::BIGINT AS n_articles FROM open_units GROUP BY ALL) AS everywhere
    USING (kind, short)
GROUP BY ALL
ORDER BY ALL
