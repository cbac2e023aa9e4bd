-- grain: one run of which the row may have changed. key: run_id
CREATE OR REPLACE TEMP TABLE dirty_runs AS
SELECT run_id FROM moved_articles
UNION
SELECT run_id FROM moved_documents
UNION
SELECT run_id FROM moved_rejections
UNION
SELECT run_id FROM moved_runs
UNION
SELECT run_id FROM lake.articles WHERE article_id IN (SELECT article_id FROM moved_quotes);
