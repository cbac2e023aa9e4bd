-- grain: one old pair of which one end is touched
-- key: article_a, article_b
-- One step of the walk through the pairs that hang together with the new ones.
SELECT
    pairs.article_a,
    pairs.article_b,
    pairs.kind,
    pairs.jaccard,
    pairs.containment
FROM old_duplicate_pairs AS pairs
WHERE pairs.article_a IN (SELECT article_id FROM dedupe_frontier)
    OR pairs.article_b IN (SELECT article_id FROM dedupe_frontier);
