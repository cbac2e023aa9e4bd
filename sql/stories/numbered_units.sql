-- grain: one cluster of duplicates
-- key: unit
-- Numbers for clusters, in an order that does not depend on arrival, and for their stories: apart from the terms, since to number
-- rows that carry these takes as long as to read them.
CREATE OR REPLACE TEMP TABLE stories_numbered AS
SELECT
    row_number() OVER (ORDER BY article_id) - 1 AS unit,
    dense_rank() OVER (ORDER BY story_id NULLS LAST) - 1 AS story,
    article_id,
    duplicate_cluster,
    story_id,
    day,
    is_touched
FROM stories_units;
