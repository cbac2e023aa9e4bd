-- grain: one utterance
-- key: utterance_id
-- question: Who said it, which outlet had it first and when, how many outlets carried it, and how many changed it?
-- columns:
--   utterance_id: id of the utterance
--   speaker_name: who said it, or NULL
--   text: its fullest form
--   n_sources: outlets that quote it; unknown outlets are not counted
--   n_articles: articles that quote it
--   n_copies: of these, articles that copy another
--   n_quotes: quotations of it
--   n_sources_changed: outlets that cut, added or altered words in every quotation of theirs
--   n_sources_meaning_changed: outlets with a quotation in which a negation, modal, number or name was touched
--   first_source_name: outlet that had it first, or NULL
--   first_published_at: when that outlet published it (UTC), or NULL
--   last_published_at: when the last article that quotes it was published (UTC), or NULL
--   source_names: the outlets, in alphabetical order
--   speaker_entity_id: entity that said it, or NULL
--   first_source_id: outlet that had it first, or NULL
CREATE OR REPLACE VIEW quote_summary AS
WITH quotations AS (
    SELECT
        quotes.utterance_id,
        articles.article_id,
        articles.source_id,
        articles.source_name,
        articles.published_at,
        articles.duplicate_of IS NOT NULL AS is_copy,
        coalesce(quote_alignments.relation, 'identical') <> 'identical' AS is_changed,
        coalesce(quote_alignments.meaning_changed, false) AS is_meaning_changed
    FROM quotes
    JOIN articles USING (article_id)
    LEFT JOIN quote_alignments USING (quote_id)
    WHERE quotes.utterance_id IS NOT NULL
),
by_source AS (
    SELECT
        utterance_id,
        source_id,
        any_value(source_name) AS source_name,
        count(*) AS n_quotes,
        count(DISTINCT article_id) AS n_articles,
        count(DISTINCT article_id) FILTER (is_copy) AS n_copies,
        bool_and(is_changed) AS is_changed,
        bool_or(is_meaning_changed) AS is_meaning_changed,
        max(published_at) AS last_published_at
    FROM quotations
    GROUP BY utterance_id, source_id
),
by_utterance AS (
    SELECT
        utterance_id,
        count(source_id) AS n_sources,
        sum(n_articles)::BIGINT AS n_articles,
        sum(n_copies)::BIGINT AS n_copies,
        sum(n_quotes)::BIGINT AS n_quotes,
        count(source_id) FILTER (is_changed) AS n_sources_changed,
        count(source_id) FILTER (is_meaning_changed) AS n_sources_meaning_changed,
        max(last_published_at) AS last_published_at,
        list(source_name ORDER BY source_name) FILTER (source_name IS NOT NULL) AS source_names
    FROM by_source
    GROUP BY utterance_id
)
SELECT
    utterances.utterance_id,
    utterances.speaker_name,
    utterances.text,
    by_utterance.n_sources,
    by_utterance.n_articles,
    by_utterance.n_copies,
    by_utterance.n_quotes,
    by_utterance.n_sources_changed,
    by_utterance.n_sources_meaning_changed,
    sources.name AS first_source_name,
    utterances.first_published_at,
    by_utterance.last_published_at,
    coalesce(by_utterance.source_names, []) AS source_names,
    utterances.speaker_entity_id,
    utterances.first_source_id
FROM utterances
JOIN by_utterance USING (utterance_id)
LEFT JOIN sources ON sources.source_id = utterances.first_source_id;
