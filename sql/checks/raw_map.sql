-- grain: one piece of an article's raw map that does not fit
-- key: article_id, number
-- question: Does every verbatim piece of the raw map read alike in articles.text and in the raw text, in order?
WITH pieces AS (
    SELECT
        articles.article_id,
        articles.text,
        coalesce(
            documents.decoded,
            CASE documents.media_type
                WHEN 'application/json' THEN json_extract_string(TRY(decode(documents.raw)), '$.text')
                ELSE TRY(decode(documents.raw))
            END
        ) AS raw_text,
        unnest(range(1, len(articles.raw_map) + 1)) AS number,
        articles.raw_map[number] AS piece,
        articles.raw_map[number - 1] AS before
    FROM articles
    JOIN documents USING (document_id)
    WHERE articles.raw_map IS NOT NULL
)
SELECT
    article_id,
    number,
    substring(text, piece.start + 1, piece.length) AS text,
    substring(raw_text, piece.raw_start + 1, piece.raw_length) AS found
FROM pieces
WHERE (number > 1 AND piece.start < before.start + before.length)
    OR piece.start + piece.length > length(text)
    OR (
        piece.length = piece.raw_length
        AND substring(text, piece.start + 1, piece.length)
            IS DISTINCT FROM substring(raw_text, piece.raw_start + 1, piece.raw_length)
    );
