-- grain: one article of the lake that this run derives again
-- key: article_id
-- Where it stood so far goes with it: what its story and its copies say may change without it.
-- Those read again, and those whose document is now left out by cleaning.
CREATE OR REPLACE TEMP TABLE replaced_articles AS
SELECT article_id, document_id, story_id, duplicate_cluster
FROM lake.articles
WHERE article_id IN (SELECT article_id FROM new_articles)
   OR document_id IN (SELECT document_id FROM new_rejections WHERE stage = 'clean' AND document_id IS NOT NULL);
