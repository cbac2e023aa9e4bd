-- grain: one story
INSERT INTO lake.stories BY NAME
SELECT
    story_id, min_by(title, published_at) AS title, min(published_at) AS first_published_at, max(published_at) AS last_published_at,
    count(*) AS n_articles, count(DISTINCT source_id) AS n_sources, count(DISTINCT duplicate_cluster) AS n_independent
FROM lake.articles
GROUP BY story_id
