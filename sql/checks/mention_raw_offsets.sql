-- grain: one mention whose raw offsets do not cut its text out of the raw input
-- key: mention_id
-- question: Does the raw text from raw_start to raw_end read as the mention does, where cleaning repaired nothing?
WITH raw_texts AS (
    SELECT
        articles.article_id,
        [piece FOR piece IN articles.raw_map IF piece.length <> piece.raw_length] AS repaired,
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
)
SELECT
    mentions.mention_id,
    mentions.text,
    substring(raw_text, raw_start + 1, raw_end - raw_start) AS found
FROM mentions
JOIN raw_texts USING (article_id)
WHERE substring(raw_text, raw_start + 1, raw_end - raw_start) IS DISTINCT FROM mentions.text
    AND NOT list_bool_or([piece.start < "end" AND start < piece.start + piece.length FOR piece IN repaired]) IS TRUE;
