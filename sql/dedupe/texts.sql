-- grain: one article that stands in a pair to be measured
-- key: place
-- Texts in the order in which they are measured, so that each is read once. The lake's texts are read only
-- where one of its articles may be among them (see pieces).
CREATE OR REPLACE TEMP TABLE dedupe_texts AS
WITH wanted AS MATERIALIZED (
    SELECT wanted.place, docs.article_id, docs.is_new
    FROM dedupe_wanted AS wanted
    JOIN dedupe_docs AS docs USING (doc)
),
found AS (
    SELECT wanted.place, articles.text
    FROM new_articles AS articles
    JOIN wanted USING (article_id)
    WHERE wanted.is_new
    UNION ALL
    SELECT wanted.place, articles.text
    FROM placed_articles AS articles
    JOIN wanted USING (article_id)
    WHERE NOT wanted.is_new AND {lie}
)
SELECT place, coalesce(text, '') AS text
FROM found
ORDER BY place;
