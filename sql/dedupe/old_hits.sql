-- grain: one fingerprint of a new article that stands in an old one
-- key: fingerprint, doc
-- The only reading of the whole index: one pass, whatever the size of the delta.
CREATE OR REPLACE TEMP TABLE dedupe_old_hits AS
WITH hits AS (
    SELECT fingerprint, article_id
    FROM old_fingerprints
    SEMI JOIN dedupe_new_fingerprints USING (fingerprint)
)
SELECT hits.fingerprint, docs.doc
FROM hits
JOIN dedupe_docs AS docs USING (article_id)
WHERE NOT docs.is_new;
