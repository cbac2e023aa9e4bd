-- grain: one article that stands in a pair to be measured
-- key: place
-- Texts in the order in which they are measured, so that each is read once.
CREATE OR REPLACE TEMP TABLE dedupe_texts AS
SELECT
    wanted.place,
    coalesce(articles.text, '') AS text
FROM dedupe_wanted AS wanted
JOIN dedupe_docs AS docs USING (doc)
JOIN all_articles AS articles USING (article_id)
ORDER BY wanted.place;
