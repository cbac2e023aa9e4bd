-- grain: one full name that is judged, and one acronym of it. key: kind, name, short.
-- question: which acronyms do articles use for a thing that they also name in full, and in how many articles?
SELECT kind, name, short, count(DISTINCT article)::BIGINT AS n_articles
FROM (
    SELECT kind, name, unnest(acronyms) AS short, (unit >> 20)::VARCHAR AS article
    FROM fresh_units
    WHERE acronyms IS NOT NULL
    UNION ALL
    SELECT kind, name, unnest(acronyms), article_id
    FROM stored_article_names
    SEMI JOIN judged_names USING (kind, name)
    WHERE acronyms IS NOT NULL
)
GROUP BY ALL
ORDER BY ALL
