-- grain: one cluster of duplicates
-- key: unit
-- Numbers for clusters, in the order in which their terms are read.
CREATE OR REPLACE TEMP TABLE stories_numbered AS
SELECT
    row_number() OVER (ORDER BY article_id) - 1 AS unit,
    duplicate_cluster,
    story_id
FROM stories_units;
