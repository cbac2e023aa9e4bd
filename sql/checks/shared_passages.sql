-- grain: one shared passage that is empty or runs over the end of an article
-- key: article_a, article_b, a_start, b_start
-- question: Does every shared passage lie inside both articles, and have they a row in duplicate_pairs?
SELECT shared_passages.*
FROM shared_passages
JOIN articles AS a ON a.article_id = article_a
JOIN articles AS b ON b.article_id = article_b
LEFT JOIN duplicate_pairs USING (article_a, article_b)
WHERE a_start < 0 OR a_start >= a_end OR a_end > length(a.text)
    OR b_start < 0 OR b_start >= b_end OR b_end > length(b.text)
    OR duplicate_pairs.kind IS NULL;
