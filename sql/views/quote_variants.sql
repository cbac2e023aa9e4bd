-- grain: one utterance in one outlet
-- key: utterance_id, source_id
-- question: In which words did each outlet quote it, in which order and how late, and what did it cut, add or alter?
-- columns:
--   utterance_id: id of the utterance
--   source_id: id of the outlet; NULL stands for all outlets that are unknown
--   source_name: the outlet, or NULL
--   speaker_name: who said it, or NULL
--   pickup_order: 1 = the first outlet to publish it; outlets without a time come last
--   lag_hours: hours after the first outlet; whole days where a time is known to the day only; NULL if unknown
--   published_at: when the outlet's first article that quotes it was published (UTC), or NULL
--   text: the wording that article used; of several, the fullest
--   relation: identical, truncated, extended, altered or fragment, against the utterance's fullest form
--   cut: words of the fullest form that were left out, in order
--   added: words that were put in, in order
--   altered: words that were replaced, as “before → after”, in order
--   similarity: shared words as a share of the words of both, 0 to 1
--   meaning_changed: whether the edit touches a negation, a modal, a number or a name
--   meaning_reason: what it touches, or NULL
--   fullest_text: the utterance's fullest form
--   is_copy: whether that article copies another
--   n_quotes: how often the outlet quotes it
--   n_articles: in how many articles
--   quote_id: the quotation shown
--   article_id: the article it stands in
--   title: headline of that article
--   url: address of that article, or NULL
CREATE OR REPLACE VIEW quote_variants AS
WITH quotations AS (
    SELECT
        quotes.quote_id,
        quotes.utterance_id,
        quotes.text,
        articles.article_id,
        articles.source_id,
        articles.source_name,
        articles.published_at,
        articles.published_precision,
        articles.duplicate_of IS NOT NULL AS is_copy,
        articles.title,
        articles.url
    FROM quotes
    JOIN articles USING (article_id)
    WHERE quotes.utterance_id IS NOT NULL
),
first_of_source AS (
    SELECT
        utterance_id,
        source_id,
        min(published_at) AS published_at,
        count(*) AS n_quotes,
        count(DISTINCT article_id) AS n_articles,
        arg_min(quote_id, {'a': coalesce(published_at, 'infinity'::TIMESTAMPTZ), 'b': -length(text), 'c': quote_id}) AS quote_id
    FROM quotations
    GROUP BY utterance_id, source_id
),
pickups AS (
    SELECT
        quotations.*,
        first_of_source.n_quotes,
        first_of_source.n_articles,
        row_number() OVER pickup AS pickup_order,
        first_value(quotations.published_at) OVER pickup AS first_at,
        first_value(quotations.published_precision) OVER pickup AS first_precision
    FROM first_of_source
    JOIN quotations USING (quote_id)
    WINDOW pickup AS (
        PARTITION BY quotations.utterance_id
        ORDER BY quotations.published_at NULLS LAST, quotations.source_id NULLS LAST
    )
)
SELECT
    pickups.utterance_id,
    pickups.source_id,
    pickups.source_name,
    utterances.speaker_name,
    pickups.pickup_order,
    CASE
        WHEN pickup_order = 1 AND first_at IS NOT NULL THEN 0
        WHEN published_precision IN ('second', 'minute') AND first_precision IN ('second', 'minute')
            THEN date_diff('second', first_at, published_at) / 3600
        WHEN published_precision IN ('second', 'minute', 'day') AND first_precision IN ('second', 'minute', 'day')
            THEN 24.0 * date_diff('day', first_at, published_at)
    END AS lag_hours,
    pickups.published_at,
    pickups.text,
    coalesce(quote_alignments.relation, 'identical') AS relation,
    coalesce([op.base_text FOR op IN quote_alignments.ops IF op.op IN ('cut', 'ellipsis')], []) AS cut,
    coalesce([op.text FOR op IN quote_alignments.ops IF op.op IN ('add', 'bracket')], []) AS added,
    coalesce([op.base_text || ' → ' || op.text FOR op IN quote_alignments.ops IF op.op = 'replace'], []) AS altered,
    coalesce(quote_alignments.similarity, 1) AS similarity,
    coalesce(quote_alignments.meaning_changed, false) AS meaning_changed,
    quote_alignments.meaning_reason,
    utterances.text AS fullest_text,
    pickups.is_copy,
    pickups.n_quotes,
    pickups.n_articles,
    pickups.quote_id,
    pickups.article_id,
    pickups.title,
    pickups.url
FROM pickups
JOIN utterances USING (utterance_id)
LEFT JOIN quote_alignments USING (quote_id);
