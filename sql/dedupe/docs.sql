-- grain: one article of the index
-- key: doc
-- Numbers for article ids, new ones first; small and large are told apart by (n_shingles, n_fingerprints).
CREATE OR REPLACE TEMP TABLE dedupe_docs AS
SELECT
    doc,
    article_id,
    n_fingerprints,
    n_shingles,
    true AS is_new
FROM dedupe_new_docs
UNION ALL
SELECT
    (SELECT count(*) FROM dedupe_new_docs) + row_number() OVER (ORDER BY article_id) - 1,
    article_id,
    n_fingerprints,
    n_shingles,
    false
FROM old_article_shingles;
