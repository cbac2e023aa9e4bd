-- grain: one quotation near those that are reached. key: quote_id.
-- question: which share a fingerprint or an utterance with a quotation that is reached, or stand in its story?
WITH stories AS (
    SELECT DISTINCT st.story_id
    FROM seen_quotes q
    JOIN reached USING (quote_id)
    JOIN seen_articles st ON st.article_id = q.article_id
    WHERE st.story_id IS NOT NULL
),
articles AS (
    SELECT article_id FROM seen_articles WHERE story_id IN (SELECT story_id FROM stories)
    UNION
    SELECT q.article_id FROM seen_quotes q JOIN reached USING (quote_id)
),
prints AS (
    SELECT DISTINCT fingerprint FROM reached_prints
)
SELECT quote_id FROM seen_quotes WHERE kind IN ('direct', 'mixed') AND article_id IN (SELECT article_id FROM articles)
UNION
SELECT q.quote_id
FROM seen_quotes q
WHERE q.was_utterance_id IN (SELECT was_utterance_id FROM seen_quotes WHERE quote_id IN (SELECT quote_id FROM reached))
UNION
SELECT quote_id FROM old_quote_fingerprints WHERE fingerprint IN (SELECT fingerprint FROM prints)
UNION
SELECT quote_id FROM new_prints WHERE fingerprint IN (SELECT fingerprint FROM prints)
