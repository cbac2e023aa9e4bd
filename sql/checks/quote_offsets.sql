-- grain: one quotation whose spans do not cut its text out of the article
-- key: quote_id
-- question: Do the spans, cut out of articles.text (of articles.title in a headline) and joined by a space, give quotes.text?
WITH cut_out AS (
    SELECT
        quotes.quote_id,
        quotes.text,
        quotes.spans,
        quotes.quoted_spans,
        CASE WHEN quotes.is_headline THEN articles.title ELSE articles.text END AS whole
    FROM quotes
    JOIN articles USING (article_id)
)
SELECT quote_id, text, [substring(whole, span.start + 1, span."end" - span.start) FOR span IN spans] AS found
FROM cut_out
WHERE len(spans) = 0
    OR list_aggregate([substring(whole, span.start + 1, span."end" - span.start) FOR span IN spans], 'string_agg', ' ')
        IS DISTINCT FROM text
    OR list_bool_or([span.start < 0 OR span.start >= span."end" FOR span IN list_concat(spans, quoted_spans)])
    OR [span.start FOR span IN spans] <> list_sort([span.start FOR span IN spans]);
