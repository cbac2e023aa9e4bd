-- grain: one article; a hundred terms, two thirds of which are its story's
INSERT INTO lake.article_terms BY NAME
SELECT
    made_id('a', 'document', number) AS article_id,
    [(hash(CASE WHEN k < 65 THEN story + 1000000000 ELSE number END, k, 'term') % 4000000000)::UINTEGER FOR k IN range(100)] AS terms,
    [0.1::FLOAT FOR k IN range(100)] AS weights
FROM made_texts
