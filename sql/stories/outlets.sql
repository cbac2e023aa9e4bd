-- grain: one story whose outlets are other ones than were counted when it was told
-- key: story_id
-- question: how many outlets tell it, now that outlets are resolved?
WITH told AS (
    SELECT
        article_stories.story_id,
        count(DISTINCT article_sources.source_id) AS n_sources
    FROM article_stories
    JOIN article_sources USING (article_id)
    WHERE article_stories.story_id IS NOT NULL
    GROUP BY article_stories.story_id
)

SELECT story_id, n_sources
FROM told
ORDER BY story_id
