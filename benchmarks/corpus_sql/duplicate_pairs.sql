-- grain: one pair of copies
INSERT INTO lake.duplicate_pairs BY NAME
SELECT
    least(article_id, duplicate_of) AS article_a, greatest(article_id, duplicate_of) AS article_b,
    duplicate_kind AS kind, 0.7 AS jaccard, 0.9 AS containment
FROM lake.articles
WHERE duplicate_of IS NOT NULL
