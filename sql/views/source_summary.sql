-- grain: one outlet
-- key: source_id
-- question: How does each outlet work: originals and copies, quotations, anonymous sources, edits to quotations, speed?
-- columns:
--   source_id: id of the outlet
--   name: its name
--   domain: its domain, or NULL
--   n_articles: articles it published
--   n_originals: of these, articles that copy no other
--   n_copies: of these, articles that copy another
--   n_quotes: quotations in its articles
--   quotes_per_article: quotations an article; NULL if it has no article
--   share_anonymous: share of its articles that cite or quote an anonymous source, 0 to 1; NULL without articles
--   share_truncated: share of its quotations that leave words of the fullest form out, 0 to 1; NULL without quotations
--   share_altered: share of its quotations that put words in or replace some, 0 to 1; NULL without quotations
--   share_meaning_changed: share in which a negation, modal, number or name was touched; NULL without quotations
--   n_utterances: things said that it carried
--   n_first: of those that other outlets carried too, how many it had first
--   median_lag_hours: median hours behind the first outlet, where it was not the first; NULL if never or unknown
--   n_articles_citing_it: articles of other outlets that cite it
--   top_speakers: its five most quoted speakers, with the number of quotations
--   first_published_at: time of its first article (UTC), or NULL
--   last_published_at: time of its last article (UTC), or NULL
CREATE OR REPLACE VIEW source_summary AS
WITH anonymous_articles AS (
    SELECT article_id FROM citations WHERE kind = 'anonymous'
    UNION
    SELECT article_id FROM quotes WHERE speaker_kind = 'anonymous'
),
published AS (
    SELECT
        articles.source_id,
        count(*) AS n_articles,
        count(*) FILTER (articles.duplicate_of IS NULL) AS n_originals,
        count(anonymous_articles.article_id) AS n_anonymous,
        min(articles.published_at) AS first_published_at,
        max(articles.published_at) AS last_published_at
    FROM articles
    LEFT JOIN anonymous_articles USING (article_id)
    GROUP BY articles.source_id
),
quotations AS (
    SELECT
        quotes.utterance_id,
        quotes.speaker_name,
        articles.source_id,
        articles.published_at,
        articles.published_precision,
        quote_alignments.relation,
        quote_alignments.meaning_changed
    FROM quotes
    JOIN articles USING (article_id)
    LEFT JOIN quote_alignments USING (quote_id)
),
quoted AS (
    SELECT
        source_id,
        count(*) AS n_quotes,
        count(*) FILTER (relation IN ('truncated', 'fragment')) AS n_truncated,
        count(*) FILTER (relation IN ('altered', 'extended')) AS n_altered,
        count(*) FILTER (meaning_changed) AS n_meaning_changed
    FROM quotations
    GROUP BY source_id
),
carriers AS (
    SELECT
        utterance_id,
        source_id,
        min(published_at) AS published_at,
        arg_min(published_precision, (published_at, published_precision)) FILTER (published_at IS NOT NULL) AS published_precision
    FROM quotations
    WHERE utterance_id IS NOT NULL
    GROUP BY utterance_id, source_id
),
firsts AS (
    SELECT
        utterance_id,
        count(*) AS n_carriers,
        min(published_at) AS first_at,
        arg_min(published_precision, (published_at, published_precision)) FILTER (published_at IS NOT NULL) AS first_precision,
        arg_min_null(source_id, {'at': coalesce(published_at, 'infinity'), 'tie': coalesce(source_id, '~')}) AS first_source_id
    FROM carriers
    GROUP BY utterance_id
),
pickups AS (
    SELECT
        carriers.source_id,
        count(*) AS n_utterances,
        count(*) FILTER (n_carriers > 1 AND carriers.source_id = first_source_id) AS n_first,
        median(
            CASE
                WHEN published_precision IN ('second', 'minute') AND first_precision IN ('second', 'minute')
                    THEN date_diff('second', first_at, published_at) / 3600
                WHEN published_precision IN ('second', 'minute', 'day') AND first_precision IN ('second', 'minute', 'day')
                    THEN 24.0 * date_diff('day', first_at, published_at)
            END
        ) FILTER (carriers.source_id <> first_source_id) AS median_lag_hours
    FROM carriers
    JOIN firsts USING (utterance_id)
    GROUP BY carriers.source_id
),
cited AS (
    SELECT citations.cited_source_id AS source_id, count(DISTINCT articles.article_id) AS n_articles_citing_it
    FROM citations
    JOIN articles USING (article_id)
    WHERE citations.cited_source_id IS NOT NULL
        AND articles.source_id IS DISTINCT FROM citations.cited_source_id
    GROUP BY citations.cited_source_id
),
speakers AS (
    SELECT source_id, speaker_name, count(*) AS n
    FROM quotations
    WHERE speaker_name IS NOT NULL
    GROUP BY source_id, speaker_name
),
top_speakers AS (
    SELECT source_id, list({'speaker_name': speaker_name, 'n_quotes': n} ORDER BY n DESC, speaker_name)[:5] AS top_speakers
    FROM speakers
    GROUP BY source_id
)
SELECT
    sources.source_id,
    sources.name,
    sources.domain,
    coalesce(published.n_articles, 0) AS n_articles,
    coalesce(published.n_originals, 0) AS n_originals,
    coalesce(published.n_articles - published.n_originals, 0) AS n_copies,
    coalesce(quoted.n_quotes, 0) AS n_quotes,
    coalesce(quoted.n_quotes, 0) / published.n_articles AS quotes_per_article,
    published.n_anonymous / published.n_articles AS share_anonymous,
    quoted.n_truncated / quoted.n_quotes AS share_truncated,
    quoted.n_altered / quoted.n_quotes AS share_altered,
    quoted.n_meaning_changed / quoted.n_quotes AS share_meaning_changed,
    coalesce(pickups.n_utterances, 0) AS n_utterances,
    coalesce(pickups.n_first, 0) AS n_first,
    pickups.median_lag_hours,
    coalesce(cited.n_articles_citing_it, 0) AS n_articles_citing_it,
    coalesce(top_speakers.top_speakers, []) AS top_speakers,
    published.first_published_at,
    published.last_published_at
FROM sources
LEFT JOIN published USING (source_id)
LEFT JOIN quoted USING (source_id)
LEFT JOIN pickups USING (source_id)
LEFT JOIN cited USING (source_id)
LEFT JOIN top_speakers USING (source_id);
