-- grain: one article that quotes such an utterance: of the others no headline need be read. key: article_id
-- Read once, for two views.
CREATE OR REPLACE TEMP TABLE dirty_quoting AS
SELECT article_id, source_id, source_name, published_at, published_precision, duplicate_of, title, url
FROM lake.articles
WHERE article_id IN (SELECT article_id FROM dirty_quotes);
