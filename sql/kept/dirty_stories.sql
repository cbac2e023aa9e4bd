-- grain: one story of which the row may have changed. key: story_id
CREATE OR REPLACE TEMP TABLE dirty_stories AS
SELECT story_id FROM moved_stories
UNION
SELECT story_id FROM moved_articles WHERE story_id IS NOT NULL
UNION
SELECT story_id
FROM lake.articles
WHERE article_id IN (SELECT article_id FROM moved_quotes) AND story_id IS NOT NULL;
