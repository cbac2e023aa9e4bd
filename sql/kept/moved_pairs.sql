-- grain: one pair of entities that more or fewer texts name than before the commit. key: entity_a, entity_b
-- What the touched texts name now, less what they named: copies of one text count as one. How a text stood before is how it stands
-- now, less what came and with what went; that of a text of which a copy moved is among the touched ones, where it was and where it is.
CREATE OR REPLACE TEMP TABLE moved_pairs AS
WITH mentions_now AS MATERIALIZED (
    SELECT article_id, entity_id, count(*) AS n
    FROM lake.mentions
    WHERE article_id IN (SELECT article_id FROM dirty_tellers) AND entity_id IS NOT NULL
    GROUP BY article_id, entity_id
),
mentions_then AS (
    SELECT article_id, entity_id
    FROM (FROM mentions_now UNION ALL SELECT article_id, entity_id, -n FROM moved_mentions WHERE entity_id IS NOT NULL)
    GROUP BY article_id, entity_id
    HAVING sum(n) > 0
),
articles_now AS MATERIALIZED (
    SELECT article_id, duplicate_cluster, 1 AS n
    FROM lake.articles
    WHERE article_id IN (SELECT article_id FROM dirty_tellers)
),
articles_then AS (
    SELECT article_id, duplicate_cluster
    FROM (FROM articles_now UNION ALL SELECT article_id, duplicate_cluster, -n FROM moved_articles)
    GROUP BY article_id, duplicate_cluster
    HAVING sum(n) > 0
),
named AS MATERIALIZED (
    SELECT DISTINCT 1 AS way, coalesce(duplicate_cluster, article_id) AS text_id, entity_id
    FROM mentions_now
    JOIN articles_now USING (article_id)
    UNION ALL
    SELECT DISTINCT -1, coalesce(duplicate_cluster, article_id), entity_id
    FROM mentions_then
    JOIN articles_then USING (article_id)
)
SELECT a.entity_id AS entity_a, b.entity_id AS entity_b, sum(a.way) AS n
FROM named AS a
JOIN named AS b ON a.text_id = b.text_id AND a.way = b.way AND a.entity_id < b.entity_id
GROUP BY a.entity_id, b.entity_id
HAVING sum(a.way) <> 0;
