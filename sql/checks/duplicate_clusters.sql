-- grain: one article whose place among its copies does not make sense
-- key: article_id
-- question: Has every cluster one original (in one or more versions of its page), to which all its copies point, each with its kind?
WITH clusters AS (
    SELECT duplicate_cluster, count(DISTINCT coalesce(canonical_url, url, article_id)) FILTER (duplicate_of IS NULL) AS n_originals
    FROM articles
    GROUP BY duplicate_cluster
)
SELECT articles.article_id, articles.duplicate_cluster, articles.duplicate_of, articles.duplicate_kind, n_originals
FROM articles
LEFT JOIN clusters USING (duplicate_cluster)
LEFT JOIN articles AS original ON original.article_id = articles.duplicate_of
WHERE articles.duplicate_cluster IS NULL
    OR clusters.n_originals <> 1
    OR (articles.duplicate_of IS NULL) <> (articles.duplicate_kind IS NULL)
    OR (
        articles.duplicate_of IS NOT NULL
        AND (
            original.duplicate_cluster IS DISTINCT FROM articles.duplicate_cluster
            OR original.duplicate_of IS NOT NULL
        )
    );
