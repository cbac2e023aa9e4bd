-- grain: one removed span that does not read in the raw text as it says
-- key: article_id, raw_start
-- question: Does the raw text from raw_start to raw_end read as the removed text does?
WITH raw_texts AS (
    SELECT
        articles.article_id,
        coalesce(
            documents.decoded,
            CASE documents.media_type
                WHEN 'application/json' THEN json_extract_string(TRY(decode(documents.raw)), '$.text')
                ELSE TRY(decode(documents.raw))
            END
        ) AS raw_text
    FROM articles
    JOIN documents USING (document_id)
)
SELECT article_id, raw_start, removed_text.text, substring(raw_text, raw_start + 1, raw_end - raw_start) AS found
FROM removed_text
JOIN raw_texts USING (article_id)
WHERE raw_start IS NOT NULL
    AND substring(raw_text, raw_start + 1, raw_end - raw_start) IS DISTINCT FROM removed_text.text;
