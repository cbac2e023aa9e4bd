-- grain: one story of the lake
-- key: story_id
CREATE OR REPLACE TEMP TABLE stories_before AS
SELECT story_id, n_articles
FROM old_stories;
