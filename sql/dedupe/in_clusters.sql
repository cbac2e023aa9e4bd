-- grain: one old article that shares a cluster, or shared one before its other members were derived again
-- key: article_id
SELECT article_id
FROM old_articles
WHERE duplicate_of IS NOT NULL
    OR duplicate_cluster <> 'c' || substr(article_id, instr(article_id, '_'))
UNION
SELECT article_a
FROM old_duplicate_pairs
UNION
SELECT article_b
FROM old_duplicate_pairs;
