-- grain: one article. key: article.
-- question: in which articles may a name mean another entity than before?
-- In those that are fresh or stand elsewhere, in those that use a name which says something else, and in all that share a copy
-- cluster or a story with one of them; then in those that share one with these, since a story's people are told apart together.
CREATE OR REPLACE TEMP TABLE judged_articles AS
WITH touched AS (
    SELECT story_id, was_story_id, duplicate_cluster, was_cluster, article
    FROM seen_articles
    WHERE is_fresh
        OR story_id IS DISTINCT FROM was_story_id
        OR duplicate_cluster IS DISTINCT FROM was_cluster
        OR article_id IN (SELECT article_id FROM stored_article_names SEMI JOIN names_again USING (kind, name))
        OR article_id IN (SELECT article_id FROM articles_again)
),
contexts AS (
    SELECT DISTINCT unnest([story_id, was_story_id, duplicate_cluster, was_cluster]) AS context FROM touched
    UNION
    SELECT unnest([story_id, duplicate_cluster]) FROM replaced_articles
),
mates AS (
    SELECT article, story_id, duplicate_cluster
    FROM seen_articles
    WHERE article IN (SELECT article FROM touched)
        OR story_id IN (SELECT context FROM contexts WHERE context IS NOT NULL)
        OR duplicate_cluster IN (SELECT context FROM contexts WHERE context IS NOT NULL)
)
SELECT article, article_id, story_id, duplicate_cluster
FROM seen_articles
WHERE article IN (SELECT article FROM mates)
    OR story_id IN (SELECT story_id FROM mates WHERE story_id IS NOT NULL)
    OR duplicate_cluster IN (SELECT duplicate_cluster FROM mates WHERE duplicate_cluster IS NOT NULL)
