-- grain: one citation; two an article
INSERT INTO lake.citations BY NAME
WITH cited AS (
    SELECT
        number,
        place,
        draw(number, place, 'cited') AS what,
        floor(300 * pow(draw(number, place, 'outlet'), 2))::BIGINT AS outlet
    FROM made_texts, range(2) AS places(place)
)
SELECT
    made_id('a', 'document', number) AS article_id,
    place * 700 + 200 AS start,
    place * 700 + 220 AS "end",
    words(number * 10 + place, 4) AS text,
    CASE
        WHEN what < 0.3 THEN 'outlet' WHEN what < 0.4 THEN 'agency' WHEN what < 0.7 THEN 'anonymous'
        WHEN what < 0.85 THEN 'official' ELSE 'document'
    END AS kind,
    CASE WHEN what < 0.4 THEN source_id END AS cited_source_id,
    CASE WHEN what < 0.4 THEN source_name ELSE words(outlet, 2) END AS cited_name,
    CASE WHEN what BETWEEN 0.4 AND 0.5 THEN 'not allowed to ' || words(outlet % 20, 2) END AS reason,
    'said' AS cue
FROM cited
JOIN made_outlets USING (outlet)
