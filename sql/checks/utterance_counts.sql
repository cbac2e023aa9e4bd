-- grain: one utterance whose counts are wrong
-- key: utterance_id
-- question: Are an utterance's quotations, articles and outlets as many as it says, and is its first time the earliest?
WITH counted AS (
    SELECT
        quotes.utterance_id,
        count(*) AS n_quotes,
        count(DISTINCT quotes.article_id) AS n_articles,
        count(DISTINCT articles.source_id) AS n_sources,
        min(articles.published_at) AS first_published_at
    FROM quotes
    JOIN articles USING (article_id)
    WHERE quotes.utterance_id IS NOT NULL
    GROUP BY quotes.utterance_id
)
SELECT utterances.utterance_id, utterances.n_quotes, counted.* EXCLUDE (utterance_id)
FROM utterances
JOIN counted USING (utterance_id)
WHERE utterances.n_quotes IS DISTINCT FROM counted.n_quotes
    OR utterances.n_articles IS DISTINCT FROM counted.n_articles
    OR utterances.n_sources IS DISTINCT FROM counted.n_sources
    OR utterances.first_published_at IS DISTINCT FROM counted.first_published_at;
