-- grain: one line of one document; fifteen a document, two of which the outlet repeats
INSERT INTO lake.outlet_lines BY NAME
SELECT
    'outlet' || outlet || '.example' AS outlet,
    (hash(CASE WHEN place < 2 THEN outlet ELSE number + 1000 END, place, 'line') >> 1)::BIGINT AS line_key,
    (hash(number, 'body') >> 1)::BIGINT AS body_key,
    made_id('d', 'document', number) AS document_id
FROM made_texts, range(15) AS places(place)
ORDER BY 1, 2
