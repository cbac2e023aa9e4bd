-- grain: one article
INSERT INTO lake.article_shingles BY NAME
SELECT made_id('a', 'document', number) AS article_id, 70 AS n_fingerprints, len(string_split(text, ' ')) - 4 AS n_shingles
FROM made_texts
