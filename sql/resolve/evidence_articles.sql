-- grain: one article. key: article.
-- question: which articles tell what short names mean in those that are judged?
CREATE OR REPLACE TEMP TABLE evidence_articles AS
SELECT article, article_id, story_id, duplicate_cluster
FROM seen_articles
WHERE article IN (SELECT article FROM judged_articles)
    OR story_id IN (SELECT story_id FROM judged_articles WHERE story_id IS NOT NULL)
    OR duplicate_cluster IN (SELECT duplicate_cluster FROM judged_articles WHERE duplicate_cluster IS NOT NULL)
