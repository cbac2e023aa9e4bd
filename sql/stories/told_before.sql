-- grain: one story that may change or end
-- key: story_id
-- Those of the units that were looked at, and those that have lost all their articles.
SELECT DISTINCT units.story_id
FROM stories_grouped AS grouped
JOIN stories_numbered AS units USING (unit)
WHERE units.story_id IS NOT NULL
UNION
SELECT story_id
FROM stories_before
WHERE story_id NOT IN (SELECT story_id FROM stories_articles WHERE is_old AND story_id IS NOT NULL)
ORDER BY story_id;
