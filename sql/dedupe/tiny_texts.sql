-- grain: one article too short for the index
-- key: doc
SELECT
    docs.doc,
    coalesce(articles.text, '') AS text
FROM dedupe_docs AS docs
JOIN all_articles AS articles USING (article_id)
WHERE docs.n_shingles < $window
ORDER BY docs.doc;
