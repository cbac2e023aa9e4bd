-- grain: one cluster of duplicates
-- key: duplicate_cluster
-- What stories are made of, in an order that does not depend on arrival.
WITH terms AS (
    SELECT article_id, terms, weights
    FROM old_article_terms
    UNION ALL
    SELECT article_id, terms, weights
    FROM stories_new_terms
)
SELECT
    units.day,
    coalesce(dense_rank() OVER (ORDER BY units.story_id NULLS LAST), 0) - 1 AS story,
    units.story_id IS NULL AS has_no_story,
    units.is_touched,
    terms.terms,
    terms.weights
FROM stories_units AS units
JOIN terms USING (article_id)
ORDER BY units.article_id;
