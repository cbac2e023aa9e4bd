-- grain: one article
INSERT INTO lake.articles BY NAME
SELECT
    made_id('a', 'document', number) AS article_id,
    made_id('d', 'document', number) AS document_id,
    source_id,
    source_name,
    source_domain,
    'https://' || source_domain || '/' || number AS url,
    words(number + 7, 8) AS title,
    [] AS authors,
    published_at,
    CASE WHEN draw(number, 0, 'precision') < 0.6 THEN 'minute' ELSE 'day' END AS published_precision,
    'text' AS published_from,
    [] AS agencies,
    'en' AS language,
    text,
    [{'start': 0, 'length': length(text), 'raw_start': 0, 'raw_length': length(text)}] AS raw_map,
    len(string_split(text, ' ')) AS n_words,
    'text' AS extractor,
    made_id('c', 'document', CASE WHEN is_copy THEN story ELSE number END) AS duplicate_cluster,
    CASE WHEN is_copy THEN made_id('a', 'document', story) END AS duplicate_of,
    CASE WHEN is_copy THEN 'near' END AS duplicate_kind,
    made_id('st', 'document', story) AS story_id,
    'r_made_' || number // 10000 AS run_id
FROM made_texts
JOIN made_outlets USING (outlet)
