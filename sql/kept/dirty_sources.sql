-- grain: one outlet of whose citations some row may have changed; '' stands for the unknown ones. key: source_key
CREATE OR REPLACE TEMP TABLE dirty_sources AS
SELECT coalesce(source_id, '') AS source_key FROM moved_articles
UNION
SELECT coalesce(source_id, '') FROM lake.articles WHERE article_id IN (SELECT article_id FROM moved_citations);
