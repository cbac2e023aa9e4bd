-- grain: one article that this run derives again and of which the lake has lost the row, with a damaged file
-- key: article_id
-- What else the lake has of it is replaced all the same.
INSERT INTO replaced_articles
SELECT article_id, document_id, NULL, NULL
FROM new_articles
WHERE document_id IN (SELECT document_id FROM read_parquet($files))
    AND article_id NOT IN (SELECT article_id FROM replaced_articles);
