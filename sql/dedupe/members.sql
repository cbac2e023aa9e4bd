-- grain: one article whose cluster may have changed
-- key: article_id
-- What decides over founder, original and versions, and where the article stands now (new ones nowhere).
-- A time known only to the day, month or year may be as late as the end of it.
SELECT
    articles.article_id,
    articles.published_at,
    CASE articles.published_precision
        WHEN 'year' THEN date_trunc('year', articles.published_at) + INTERVAL 1 YEAR
        WHEN 'month' THEN date_trunc('month', articles.published_at) + INTERVAL 1 MONTH
        WHEN 'day' THEN date_trunc('day', articles.published_at) + INTERVAL 1 DAY
        ELSE articles.published_at
    END AS known_by,
    coalesce(len(articles.agencies) > 0, false) AS has_agency,
    coalesce(articles.n_words, 0) AS n_words,
    coalesce(articles.canonical_url, articles.url) AS page,
    articles.source_id AS outlet,
    articles.duplicate_cluster,
    articles.duplicate_of,
    articles.duplicate_kind
FROM all_articles AS articles
SEMI JOIN dedupe_touched USING (article_id)
ORDER BY articles.article_id;
