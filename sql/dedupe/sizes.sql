-- grain: one article whose cluster may have changed
-- key: article_id
SELECT article_id, n_shingles
FROM dedupe_docs
SEMI JOIN dedupe_touched USING (article_id)
ORDER BY article_id;
