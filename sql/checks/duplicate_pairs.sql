-- grain: one pair that is in no order or whose measures cannot be
-- key: article_a, article_b
-- question: Are pairs ordered, measures between 0 and 1, and containment at least the Jaccard index?
SELECT *
FROM duplicate_pairs
WHERE article_a >= article_b
    OR jaccard NOT BETWEEN 0 AND 1
    OR containment NOT BETWEEN 0 AND 1
    OR containment + 1e-9 < jaccard;
