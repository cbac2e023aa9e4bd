-- grain: one span of a quotation whose raw span does not cut the same words out of the raw input
-- key: quote_id, number
-- question: Do the raw spans of a text input match the spans one for one and word for word, where cleaning repaired nothing?
WITH raw_texts AS (
    SELECT
        articles.article_id,
        [piece FOR piece IN articles.raw_map IF piece.length <> piece.raw_length] AS repaired,
        articles.text AS body,
        articles.title,
        coalesce(
            documents.decoded,
            CASE documents.media_type
                WHEN 'application/json' THEN json_extract_string(TRY(decode(documents.raw)), '$.text')
                ELSE TRY(decode(documents.raw))
            END
        ) AS raw_text
    FROM articles
    JOIN documents USING (document_id)
    WHERE articles.raw_map IS NOT NULL
),
pairs AS (
    SELECT
        quotes.quote_id,
        quotes.article_id,
        quotes.is_headline,
        quotes.raw_spans IS NULL AS lacks_raw_spans,
        len(quotes.spans) AS n_spans,
        len(quotes.raw_spans) AS n_raw_spans,
        unnest(range(1, greatest(len(quotes.spans), len(quotes.raw_spans)) + 1)) AS number,
        quotes.spans[number] AS span,
        quotes.raw_spans[number] AS raw_span
    FROM quotes
)
SELECT
    pairs.quote_id,
    pairs.number,
    substring(CASE WHEN is_headline THEN title ELSE body END, span.start + 1, span."end" - span.start) AS text,
    substring(raw_text, raw_span.start + 1, raw_span."end" - raw_span.start) AS found
FROM pairs
JOIN raw_texts USING (article_id)
WHERE NOT (is_headline AND lacks_raw_spans) -- a headline that a record states stands nowhere in its text
    AND substring(CASE WHEN is_headline THEN title ELSE body END, span.start + 1, span."end" - span.start)
        IS DISTINCT FROM substring(raw_text, raw_span.start + 1, raw_span."end" - raw_span.start)
    AND NOT list_bool_or(
        [piece.start < span."end" AND span.start < piece.start + piece.length FOR piece IN repaired]
    ) IS TRUE;
