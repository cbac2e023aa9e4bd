-- grain: one pair of a tiny text and a long one that has its longest word; one of them is new
-- key: small, large
-- Old texts are read only where a tiny one is new.
SELECT
    tiny.doc AS small,
    docs.doc AS large,
    articles.text
FROM new_articles AS articles
JOIN dedupe_docs AS docs USING (article_id)
JOIN dedupe_tiny AS tiny ON contains(lower(articles.text), tiny.word)
WHERE docs.n_shingles >= $short
UNION ALL
SELECT
    tiny.doc,
    docs.doc,
    articles.text
FROM old_articles AS articles
JOIN dedupe_docs AS docs USING (article_id)
JOIN dedupe_tiny AS tiny ON contains(lower(articles.text), tiny.word)
WHERE tiny.is_new AND docs.n_shingles >= $short;
