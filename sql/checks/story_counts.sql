-- grain: one story whose counts are wrong
-- key: story_id
-- question: Are a story's articles, outlets and independent texts as many as it says, and do its times span them?
WITH counted AS (
    SELECT
        story_id,
        count(*) AS n_articles,
        count(DISTINCT source_id) AS n_sources,
        count(DISTINCT duplicate_cluster) AS n_independent,
        min(published_at) AS first_published_at,
        max(published_at) AS last_published_at
    FROM articles
    WHERE story_id IS NOT NULL
    GROUP BY story_id
)
SELECT stories.story_id, stories.n_articles, stories.n_sources, stories.n_independent, counted.* EXCLUDE (story_id)
FROM stories
JOIN counted USING (story_id)
WHERE stories.n_articles IS DISTINCT FROM counted.n_articles
    OR stories.n_sources IS DISTINCT FROM counted.n_sources
    OR stories.n_independent IS DISTINCT FROM counted.n_independent
    OR stories.first_published_at IS DISTINCT FROM counted.first_published_at
    OR stories.last_published_at IS DISTINCT FROM counted.last_published_at;
