-- grain: one span taken out; three an article
INSERT INTO lake.removed_text BY NAME
SELECT
    made_id('a', 'document', number) AS article_id,
    place * 10 AS raw_start,
    place * 10 + 9 AS raw_end,
    words(number + place, 3) AS text,
    ['furniture', 'title', 'byline'][1 + place] AS reason
FROM made_texts, range(3) AS places(place)
