-- grain: one article. key: article_id; article (a number that holds for this run alone).
-- question: where does each article stand (its outlet's names, copy cluster and story), and where did it stand so far?
-- The lake is read once: planning a query over it costs more than the query where a run is small.
CREATE OR REPLACE TEMP TABLE seen_articles AS
SELECT
    row_number() OVER ()::INTEGER AS article,
    a.article_id, a.source_name, a.source_domain, a.published_at, a.source_id AS was_source_id, a.story_id AS was_story_id,
    a.duplicate_cluster AS was_cluster, s.story_id, c.duplicate_cluster,
    a.article_id IN (SELECT article_id FROM fresh_articles) AS is_fresh
FROM all_articles a
LEFT JOIN article_stories s USING (article_id)
LEFT JOIN article_clusters c USING (article_id)
